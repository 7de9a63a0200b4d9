/** A part of a path or host: literal text, or a label that a member of the input fills. */
export interface Segment {
  readonly kind: "literal" | "label" | "greedy";
  readonly text: string;
}

/** The `uri` of an `@http` trait (Smithy 2.0, HTTP bindings). */
export interface UriPattern {
  readonly segments: readonly Segment[];
  /** Literal parameters of the query, in order. */
  readonly query: ReadonlyMap<string, string>;
  /** What is wrong with it, if something is. */
  readonly problem?: string | undefined;
}

const label = /^\{([A-Za-z_]\w*)(\+?)\}$/;

/**
 * Reads a `uri`; one that is malformed comes with its first problem. A slash at the end of the path is
 * no segment, as for Smithy's own implementation: the paths of several of AWS's services have one.
 */
export function parseUri(uri: string): UriPattern {
  const [path = "", ...rest] = uri.split("?");
  const literal = rest.join("?");
  const segments = path.replace(/\/$/, "").split("/").slice(1).map(segmentOf);
  const query = new Map(
    literal === "" ? [] : literal.split("&").map((each) => splitOnce(each, "=")),
  );
  const problem = uriProblem(uri, path, literal, segments);
  return { segments, query, problem };
}

function segmentOf(text: string): Segment {
  const [, name, greedy] = label.exec(text) ?? [];
  if (name === undefined) return { kind: "literal", text };
  return { kind: greedy === "+" ? "greedy" : "label", text: name };
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

function uriProblem(
  uri: string,
  path: string,
  query: string,
  segments: readonly Segment[],
): string | undefined {
  if (!uri.startsWith("/")) return "it has to start with `/`";
  if (uri.endsWith("?")) return "it has `?`, and no query after it";
  if (/[{}]/.test(query)) return "its query cannot have labels";
  if (segments.some(({ text }) => text === "")) {
    return "a segment of its path is empty";
  }
  return segmentsProblem(segments);
}

/** What is wrong with the labels of a path or host. */
export function segmentsProblem(segments: readonly Segment[]): string | undefined {
  const odd = segments.find(({ kind, text }) => kind === "literal" && /[{}]/.test(text));
  if (odd !== undefined) return `\`${odd.text}\` is neither a label nor free of braces`;
  const labels = labelsOf(segments).map(({ text }) => text);
  const twice = labels.find((name, index) => labels.indexOf(name) !== index);
  return twice === undefined ? undefined : `it has the label \`${twice}\` twice`;
}

export function labelsOf(segments: readonly Segment[]): readonly Segment[] {
  return segments.filter(({ kind }) => kind !== "literal");
}

/** The `hostPrefix` of an `@endpoint` trait, with labels wherever it likes. */
export function parseHostPrefix(prefix: string): readonly Segment[] {
  return prefix
    .split(/(\{[^{}]*\})/)
    .filter((text) => text !== "")
    .map(segmentOf);
}

// RFC 3986: pchar, with the braces of labels.
const uriText = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?{}]|%[0-9A-Fa-f]{2})*$/;

/** Whether a `uri` has only the characters that URIs have. */
export function isUriText(uri: string): boolean {
  return uriText.test(uri);
}
