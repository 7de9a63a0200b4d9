import { describe, expect, it } from "vitest";
import { pathProblem } from "../../../generator/output/paths.js";

describe("pathProblem", () => {
  it("accepts paths within a package", () => {
    expect(
      pathProblem(["package.json", "src/index.ts", "src/operations/reEncrypt.ts", ".npmignore"]),
    ).toBeUndefined();
  });

  it.each([
    ["/etc/passwd", "it is absolute"],
    ["../up.ts", 'it has a part ".."'],
    ["src/../../up.ts", 'it has a part ".."'],
    ["./a.ts", 'it has a part "."'],
    ["src//a.ts", "it has an empty part"],
    ["src/", "it has an empty part"],
    ["", "it has an empty part"],
    ["src\\a.ts", "it has a character that file names cannot have everywhere"],
    ["C:/a.ts", "it has a character that file names cannot have everywhere"],
    ["a\u0000.ts", "it has a character that file names cannot have everywhere"],
    ["a\n.ts", "it has a character that file names cannot have everywhere"],
    ["\ud800.ts", "it is not well-formed Unicode"],
    ["src/a. ", "it has a part that ends in a dot or space"],
    ["a/".repeat(100) + "b", "it is longer than 200 characters"],
  ])("refuses %j: %s", (path, why) => {
    expect(pathProblem([path])).toBe(
      `${JSON.stringify(path)} is no path within a package: ${why}.`,
    );
  });

  it("refuses two paths that are one where case is ignored", () => {
    expect(pathProblem(["src/Key.ts", "src/key.ts"])).toBe(
      '"src/key.ts" and "src/Key.ts" are one file where case is ignored.',
    );
  });

  it("refuses two names of one folder where case is ignored", () => {
    expect(pathProblem(["src/Ops/a.ts", "src/ops/b.ts"])).toBe(
      '"src/ops" and "src/Ops" are one folder where case is ignored.',
    );
    expect(pathProblem(["src/ops/a.ts", "src/ops/b.ts", "Ops/a.ts"])).toBeUndefined();
  });

  it("refuses where Tinsmith prepares its files", () => {
    expect(pathProblem([".Tinsmith-staging/journal.json"])).toBe(
      '".Tinsmith-staging/journal.json" is no path within a package: Tinsmith prepares its files there.',
    );
  });

  it("refuses a file where another path needs a folder, in either order", () => {
    const message = '"src/a/b.ts" needs a folder where "src/A" is a file.';
    expect(pathProblem(["src/A", "src/a/b.ts"])).toBe(message);
    expect(pathProblem(["src/a/b.ts", "src/A"])).toBe(message);
  });
});
