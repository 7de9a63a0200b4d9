/** What callers of every package use by name; other exports of the runtime give way to a model's. */
export const exported: readonly string[] = (
  "AbortError CallError CallOptions ClientError ConfigError CredentialsError InputError " +
  "ResponseError Result ServiceError TimeoutError TransportError Unit UnmodeledServiceError unwrap"
).split(" ");

/** Words that cannot be the name of a function or a type in a module (ECMAScript 2025, 12.7.2). */
export const words: ReadonlySet<string> = new Set(
  (
    "arguments as await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function globalThis if implements import in instanceof " +
    "interface let new null package private protected public return static super switch this throw " +
    "true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Words that TypeScript takes for a type of its own, or for an operator, where a type stands. */
export const typeWords: ReadonlySet<string> = new Set(
  (
    "any asserts bigint boolean infer intrinsic keyof never number object readonly satisfies string " +
    "symbol unique unknown"
  ).split(" "),
);

/** Names that no file has on Windows, whatever its extension. */
export const devices = /^(con|prn|aux|nul|(com|lpt)\d)$/i;
