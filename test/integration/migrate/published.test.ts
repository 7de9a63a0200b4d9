import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, expect, it } from "vitest";
import { compile } from "../../support/compile.js";
import { describeWith } from "../../support/conformance.js";
import { folder, moveFiles, type Models } from "./programs.js";

/** Programs of others under the MIT licence, as they are published, which use AWS SDK v3. */
const programs: readonly {
  readonly name: string;
  readonly file: string;
  readonly models: Models;
  /** The beginnings of what is left; nothing where all is moved. */
  readonly left: readonly string[];
}[] = [
  { name: "@tus/s3-store@2.0.7", file: "src/index.ts", models: { s3: [] }, left: [] },
  {
    name: "multer-s3@3.0.1",
    file: "index.js",
    models: { s3: [] },
    left: [
      "6 `Upload` is not imported in a way that is rewritten",
      "7 `DeleteObjectCommand` is not imported",
      "213 `Upload` is not imported",
      "246 `DeleteObjectCommand` is not imported",
    ],
  },
  {
    name: "@keyv/dynamo@1.2.4",
    file: "dist/index.js",
    models: { dynamodb: ["DescribeTable"] },
    left: [],
  },
];

const temporary = mkdtempSync(join(tmpdir(), "tinsmith-published-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A file of a published package; `undefined` where the registry does not serve it. */
function fetched(name: string, file: string): string | undefined {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      cwd: temporary,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    };
    const [packed] = execFileSync("npm", ["pack", "--silent", name], options)
      .trim()
      .split("\n")
      .slice(-1);
    execFileSync("tar", ["xzf", packed ?? ""], options);
    return readFileSync(join(temporary, "package", file), "utf8");
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`${name} is not looked at: npm does not get it (${String(error)})`);
    return undefined;
  }
}

/** Names that are not there, or there twice: what a wrong rewriting would leave. */
const NAMES = new Set([2300, 2304, 2305, 2451, 2552, 2614, 2724]);

describeWith("models", "published programs after tinsmith migrate", (data) => {
  for (const { name, file, models, left } of programs) {
    const text = fetched(name, file);
    if (text === undefined) it.skip(`${name}: npm does not get it`, () => {});
    else {
      it(`${name}: is moved, or what is left of it is listed`, async () => {
        const path = join(folder, file.replaceAll("/", "-"));
        const { after, remarks, clients } = await moveFiles(new Map([[path, text]]), models, data);
        const told = remarks.filter(({ kind }) => kind === "left");
        expect(told.map(({ line, message }) => `${line} ${message}`)).toEqual(
          left.map((beginning) => expect.stringContaining(beginning) as string),
        );
        const result = after.get(path) ?? text;
        if (left.length > 0) expect(result).toBe(text);
        else expect(result).not.toMatch(/new \w+Command\(|from ["']@aws-sdk\/lib-/);
        const program = compile(new Map([...clients, [path, result]]), {
          allowJs: true,
          checkJs: true,
        });
        const source = program.getSourceFile(path);
        expect(program.getSyntacticDiagnostics(source)).toEqual([]);
        const wrong = program
          .getSemanticDiagnostics(source)
          .filter(({ code, messageText }) => NAMES.has(code) && !isNodes(messageText));
        expect(wrong.map(({ messageText }) => messageText)).toEqual([]);
      });
    }
  }
});

/** What Node has, whose types are not among those of the check. */
function isNodes(message: string | ts.DiagnosticMessageChain): boolean {
  return /'(Buffer|process|require|module|exports|__dirname|NodeJS|setImmediate)'/.test(
    ts.flattenDiagnosticMessageText(message, " "),
  );
}
