import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importModules } from "../support/bundle.js";
import { compile, errorsOf } from "../support/compile.js";
import { generateText } from "../support/generate.js";
import {
  awkwardNames,
  errorOf,
  inputOf,
  kinds,
  obstacleCourse,
  type Kind,
} from "../support/obstacles.js";

const root = resolve(import.meta.dirname, "../..");
const unformatted = { format: (_: string, text: string) => Promise.resolve(text) };

/** A package whose shapes of a kind have these names. */
async function packageOf(kind: Kind, names: readonly string[], shared = false) {
  const { files, diagnostics } = await generateText(
    obstacleCourse(kind, names, shared),
    unformatted,
  );
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return files;
}

type Call = (client: unknown, input: object) => Promise<Outcome>;
interface Outcome {
  readonly ok: boolean;
  readonly value?: object;
  readonly error?: Error & { readonly code: string; readonly data: object };
}
interface Handlers {
  [name: string]: (input: object) => unknown;
}
interface Fake {
  readonly config: object;
  readonly calls: readonly { readonly operation: string; readonly input: object }[];
}

/** A service that answers with what it is sent, or with an error. */
const answering =
  (error?: object) =>
  (_: string, { body }: { readonly body: string }) =>
    Promise.resolve(
      new Response(error ? JSON.stringify(error) : body, { status: error ? 400 : 200 }),
    );

/** Calls every operation of a package, and its fake. */
async function callAll(files: ReadonlyMap<string, string>, kind: Kind, names: readonly string[]) {
  const modules = await importModules(files, ["index", "testing", "smithy"]);
  const { createTestClient } = modules["index"] as Record<string, (config: object) => unknown>;
  const functions = Object.entries(modules["index"] ?? {}).filter(
    ([name, value]) => typeof value === "function" && files.has(`src/operations/${name}.ts`),
  ) as [string, Call][];
  const config = {
    region: "eu-west-1",
    endpoint: "http://localhost",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  };
  const clientOf = (fetch: unknown) => createTestClient?.({ ...config, fetch, maxAttempts: 1 });
  const input = inputOf(kind, names);

  for (const [name, call] of functions) {
    const outcome = await call(clientOf(answering()), input);
    expect([name, outcome.error?.message, outcome.ok]).toEqual([name, undefined, true]);
    expect(outcome.value).toEqual(input);
  }

  const { createFakeTest } = modules["testing"] as Record<string, (handlers: Handlers) => Fake>;
  const fake = createFakeTest?.(
    Object.fromEntries(functions.map(([name]) => [name, (given) => given])),
  );
  for (const [name, call] of functions) {
    const outcome = await call(createTestClient?.(fake?.config ?? {}), input);
    expect([name, outcome.error?.message, outcome.value]).toEqual([name, undefined, input]);
  }
  expect(fake?.calls).toEqual(functions.map(([operation]) => ({ operation, input })));
  if (kind !== "error") return functions.length;

  const [, call] = functions[0] as [string, Call];
  const known = new Set<string>();
  for (const name of names) {
    const { wire, data } = errorOf(name);
    const sent = { ...wire, __type: `t#${name}` };
    const { error } = await call(clientOf(answering(sent)), input);
    expect([name, error?.code, error?.data]).toEqual([name, name, data]);
    expect(error?.name === name || error?.name.startsWith(`${name}_`)).toBe(true);
    known.add(error?.name ?? "");
    const failing = createFakeTest?.({
      [functions[0]?.[0] ?? ""]: () =>
        (modules["testing"] as Record<string, (name: string, options: object) => unknown>)[
          "fakeError"
        ]?.(error?.name ?? "", { data }),
    });
    const faked = await call(createTestClient?.(failing?.config ?? {}), input);
    expect([faked.error?.name, faked.error?.code]).toEqual([error?.name, name]);
    expect(faked.error?.data).toEqual(data);
  }
  expect(known.size).toBe(names.length);
  return functions.length;
}

/** What is wrong with the files' names on a file system that ignores case, or on Windows. */
function badPaths(files: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...files.keys()];
  const alike = new Set(paths.map((path) => path.toLowerCase()));
  return [
    ...paths.filter((path) => /(^|\/)(con|prn|aux|nul|(com|lpt)\d)\./i.test(path)),
    ...(alike.size === paths.length ? [] : ["paths that differ by case alone"]),
  ];
}

describe("an obstacle course of names", () => {
  const rows = awkwardNames();
  const courses = kinds.flatMap((kind) =>
    rows.flatMap((names, row) =>
      [false, true]
        .filter((shared) => !shared || kind === "structure" || kind === "union")
        .map((shared) => ({ kind, names, row, shared })),
    ),
  );

  it("has names enough", () => {
    expect(rows.flat().length).toBeGreaterThan(300);
  });

  it("compiles", async () => {
    const sources = new Map<string, string>();
    for (const { kind, names, row, shared } of courses) {
      const files = await packageOf(kind, names, shared);
      expect(badPaths(files)).toEqual([]);
      for (const [path, text] of files) {
        const folder = join(root, "test/hostile/out", `${kind}${row}${String(shared)}`);
        if (path.endsWith(".ts")) sources.set(join(folder, path), text);
      }
    }
    const options = {
      declaration: true,
      isolatedDeclarations: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      types: ["node"],
    };
    expect(errorsOf(compile(sources, options))).toEqual([]);
  });

  it.each(courses)(
    "is called with every member set: $kind, row $row, shared $shared",
    async ({ kind, names, shared }) => {
      const files = await packageOf(kind, names, shared);
      const operations = kind === "operation" ? names.length : shared ? 2 : 1;
      expect(await callAll(files, kind, names)).toBe(operations);
    },
  );
});
