/** Matches names against a pattern in which `*` stands for any characters. */
export function matcherOf(pattern: string): (name: string) => boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return (name) => name === pattern;
  return (name) => {
    if (name.length < start.length + end.length) return false;
    if (!name.startsWith(start) || !name.endsWith(end)) return false;
    // The leftmost place of each part leaves the most room for the next.
    let from = start.length;
    for (const part of rest) {
      const index = name.indexOf(part, from);
      if (index < 0) return false;
      from = index + part.length;
    }
    return from <= name.length - end.length;
  };
}
