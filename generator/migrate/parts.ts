/** What was not rewritten, or is to be looked at. */
export interface Remark {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `left`: it is as it was. `look`: it was rewritten, and may behave differently. */
  readonly kind: "left" | "look";
  readonly message: string;
}

/**
 * The use of a service in a file. Parts between which clients or outputs pass are moved together, or
 * not at all: a program with half of them moved would not work.
 */
export interface Parts {
  /** Something passes between the two files. */
  readonly join: (service: string, file: string, other: string) => void;
  /** Something in the file cannot be moved; so nothing is that is joined to it. */
  readonly block: (service: string, remark: Remark) => void;
  /** Whether a file's part has others with it. */
  readonly isJoined: (service: string, file: string) => boolean;
  readonly isBlocked: (service: string, file: string) => boolean;
  readonly blocks: () => readonly Remark[];
}

export function createParts(): Parts {
  const parents = new Map<string, string>();
  const blocks = new Map<string, Remark & { readonly part: string }>();
  const part = (service: string, file: string): string => `${service}\0${file}`;
  const find = (one: string): string => {
    const parent = parents.get(one);
    if (parent === undefined || parent === one) return one;
    const root = find(parent);
    parents.set(one, root);
    return root;
  };
  return {
    join: (service, file, other) => {
      const [one, two] = [part(service, file), part(service, other)];
      for (const each of [one, two]) if (!parents.has(each)) parents.set(each, each);
      parents.set(find(one), find(two));
    },
    block: (service, remark) => {
      const key = `${remark.file}:${remark.line} ${remark.message}`;
      blocks.set(`${service} ${key}`, { ...remark, part: part(service, remark.file) });
    },
    isJoined: (service, file) => {
      const one = part(service, file);
      return [...parents.keys()].some((key) => key !== one && find(key) === find(one));
    },
    isBlocked: (service, file) => {
      const root = find(part(service, file));
      return [...blocks.values()].some((block) => find(block.part) === root);
    },
    blocks: () =>
      [...blocks.values()].map(({ file, line, kind, message }) => ({ file, line, kind, message })),
  };
}
