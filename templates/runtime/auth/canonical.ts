import { encode } from "../http/uri.js";

/** How a service wants its paths signed; S3 wants neither. */
export interface CanonicalOptions {
  /** Whether the path is percent-encoded once more. Default `true`. */
  readonly doubleEncode?: boolean | undefined;
  /** Whether empty, `.` and `..` segments are taken out. Default `true`. */
  readonly normalizePath?: boolean | undefined;
}

/** A path and a query, as they go on the wire, in their canonical forms, each on a line. */
export const canonicalTarget = (
  path: string,
  query: string,
  options: CanonicalOptions = {},
): string => `${canonicalPath(path, options)}\n${query && canonicalQuery(query)}`;

function canonicalPath(
  path: string,
  { doubleEncode = true, normalizePath = true }: CanonicalOptions,
): string {
  if (normalizePath) {
    const segments: string[] = [];
    for (const segment of path.split("/")) {
      if (segment === "..") segments.pop();
      else if (segment && segment !== ".") segments.push(segment);
    }
    if (segments[0] && path.endsWith("/")) segments.push("");
    path = "/" + segments.join("/");
  }
  return doubleEncode ? encode(path).replace(/%2F/g, "/") : path;
}

/** Parameters in order of name, then value, encoded where they are not; a lone name gets its `=`. */
const canonicalQuery = (query: string) =>
  encode(query)
    .split("%26")
    .filter(Boolean)
    // A space sorts before any character that a name can go on with.
    .map((parameter) => parameter.replace(/%3D|$/, " ").replace(/%25/g, "%"))
    .sort()
    .join("&")
    .replace(/ /g, "=");
