/** The shape's own name in an absolute shape ID. */
export function shapeName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** A name as a function's: `ReEncrypt` becomes `reEncrypt`, as in AWS SDK v3. */
export function functionName(name: string): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return reservedWords.has(lower) ? `${lower}_` : lower;
}

/** A service's name as part of an identifier: `Secrets Manager` becomes `SecretsManager`. */
export function clientName(sdkId: string): string {
  const name = sdkId
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^[A-Za-z]/.test(name) ? name : `Service${name}`;
}

/** Words that cannot be the name of a function or a type in a module (ECMAScript 2025, 12.7.2). */
const reservedWords: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function if implements import in instanceof interface let new " +
    "null package private protected public return static super switch this throw true try typeof " +
    "var void while with yield"
  ).split(" "),
);
