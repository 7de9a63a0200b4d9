import { beforeAll, describe, expect, it } from "vitest";
import type ts from "typescript";
import { importModules, type Modules } from "../../support/bundle.js";
import { compile, errorsOf } from "../../support/compile.js";
import { generateText } from "../../support/generate.js";

const root = "/types";
const target = (name: string) => ({ target: name.includes("#") ? name : `x#${name}` });
const prelude = (name: string) => target(`smithy.api#${name}`);
const inherited = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];
const kinds = ["Timestamp", "Blob", "String", "Integer", "Boolean"];
const awkward = {
  text: prelude("String"),
  ...Object.fromEntries([...inherited.entries()].map(([i, name]) => [name, prelude(kinds[i]!)])),
};
// As an own property, which an object literal would not make of it.
Object.defineProperty(awkward, "__proto__", {
  value: prelude("Boolean"),
  enumerable: true,
  configurable: true,
});

/** What an operation takes and gives: a union as DynamoDB has it, names that every object has, bytes. */
const shapes = {
  Example: {
    type: "service",
    version: "1",
    operations: [target("Put"), target("Get")],
    traits: { "aws.protocols#awsJson1_0": {}, "smithy.api#auth": [] },
  },
  Put: { type: "operation", input: target("PutInput"), output: target("Echo") },
  Get: { type: "operation", output: target("GetOutput") },
  PutInput: {
    type: "structure",
    members: { item: target("Item"), odd: target("Odd"), names: target("Names") },
  },
  Echo: {
    type: "structure",
    members: { item: target("Item"), odd: target("Odd"), names: target("Names") },
  },
  GetOutput: { type: "structure", members: { bytes: prelude("Blob"), list: target("Blobs") } },
  Blobs: { type: "list", member: prelude("Blob") },
  Item: { type: "map", key: prelude("String"), value: target("Value") },
  Value: {
    type: "union",
    members: { S: prelude("String"), B: prelude("Blob"), L: target("Values"), M: target("Item") },
  },
  Values: { type: "list", member: target("Value") },
  Odd: { type: "union", members: awkward },
  Names: { type: "structure", members: awkward },
};

const head = `
import { createExampleClient, get, put, unwrap, type Odd, type Value } from "./package/src/index.js";
declare const value: Value;
declare const item: Record<string, Value>;
declare const odd: Odd;
declare const any: Uint8Array;
const client = createExampleClient();
const text = (value: string) => value;
`;

const loose: ts.CompilerOptions = { exactOptionalPropertyTypes: false };

/** Programs by what they show, and the compiler's settings and the codes of what it finds wrong. */
const programs: Record<string, readonly [string, ts.CompilerOptions?, ...number[]]> = {
  "row 23: a member of an unnarrowed union": [
    'export const s: string | undefined = item["pk"]?.S ?? value.L?.[0]?.S;',
  ],
  "row 23: an arm by `!== undefined`": [
    `if (value.S !== undefined) { text(value.S); const none: undefined = value.B; void none; }
    else if (value.L !== undefined) text(value.L.length.toFixed());`,
    loose,
  ],
  "row 23: an arm by its truth": ['export const s = value.S ? text(value.S) : "";', loose],
  "row 23: an arm by `in`": ['export const s = "S" in value ? text(value.S) : "";'],
  "row 23: newer arms by `$unknown`": [
    `if (value.$unknown) text(value.$unknown[0]);
    if (value.$unknown !== undefined) { const none: undefined = value.S; void none; }
    else { const none: undefined = value.$unknown; void none; }`,
    loose,
  ],
  "row 23: `in` leaves `undefined` where absent and undefined are one": [
    'export const s = "S" in value ? text(value.S) : "";',
    loose,
    2345,
  ],
  "a switch over what is there": [
    `export function tell(value: Value): string {
      if (value.S !== undefined) return value.S;
      if (value.B !== undefined) return "" + value.B.length;
      if (value.L !== undefined) return value.L.map(tell).join();
      if (value.M !== undefined) return Object.values(value.M).map(tell).join();
      return value.$unknown[0];
    }`,
    loose,
  ],
  "values of one arm": ['await put(client, { item: { a: { S: "a" }, b: { L: [{ S: "b" }] } } });'],
  "no value of two arms": ['export const two: Value = { S: "a", L: [] };', {}, 2322],
  "no value of no arm": ["export const none: Value = {};", {}, 2322],
  "row 24: arms of names that every object has": [
    `await put(client, { odd: { text: "a" } });
    await put(client, { odd: { constructor: new Date(0) } });
    await put(client, { odd: { toString: any } });
    await put(client, { odd: { ["__proto__"]: true } });
    if (odd.text !== undefined) text(odd.text);
    else if (odd.$unknown !== undefined) text(odd.$unknown[0]);`,
  ],
  "row 26: an output's bytes where the platform takes some": [
    `const { bytes, list } = await unwrap(get(client));
    const echo = await unwrap(put(client));
    for (const given of [bytes, list?.[0], echo.item?.["a"]?.B]) {
      if (given === undefined) continue;
      await crypto.subtle.digest("SHA-256", given);
      new Blob([given]);
      await fetch("https://example.com", { method: "POST", body: given });
      const plain: Uint8Array = given;
      await put(client, { item: { a: { B: given }, b: { B: plain } } });
    }`,
  ],
  "row 26: any bytes as input": ["await put(client, { item: { a: { B: any } } });"],
};

describe("a package with unions, bytes and awkward names", () => {
  let files: ReadonlyMap<string, string>;
  const problems = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const generated = await generateText(
      JSON.stringify({
        smithy: "2.0",
        shapes: Object.fromEntries(
          Object.entries(shapes).map(([name, shape]) => [`x#${name}`, shape]),
        ),
      }),
      { format: (_, text) => Promise.resolve(text) },
    );
    if (!generated.files) {
      throw new Error(generated.diagnostics.map(({ message }) => message).join("\n"));
    }
    files = generated.files;
    for (const options of [undefined, loose]) {
      const sources = new Map(
        [...files]
          .filter(([path]) => path.endsWith(".ts") && !/smithy|testing/.test(path))
          .map(([path, text]) => [`${root}/package/${path}`, text]),
      );
      const own = Object.entries(programs).filter(
        ([, [, given]]) => (given === loose) === (options === loose),
      );
      own.forEach(([, [source]], index) => sources.set(`${root}/${index}.ts`, head + source));
      const program = compile(sources, { types: ["node"], ...options });
      const packageErrors = errorsOf(program).filter((error) => error.includes("/package/"));
      problems.set(`package ${options ? "loose" : "strict"}`, packageErrors);
      own.forEach(([name], index) =>
        problems.set(name, errorsOf(program, program.getSourceFile(`${root}/${index}.ts`))),
      );
    }
  }, 120_000);

  it("row 24: compiles", () => {
    expect(problems.get("package strict")).toEqual([]);
    expect(problems.get("package loose")).toEqual([]);
  });

  it.each(Object.entries(programs))("lets the compiler know %s", (name, [, , ...codes]) => {
    const found = problems.get(name) ?? ["was not compiled"];
    const expected = codes.map((code) => expect.stringContaining(` ${code} `) as string);
    expect(found).toEqual(expected);
  });

  describe("in use", () => {
    let modules: Modules;
    beforeAll(async () => {
      modules = await importModules(files, ["index", "testing"]);
    }, 60_000);

    /** What a fake that gives back what it gets makes of an input. */
    async function echo(input: object): Promise<unknown> {
      const { createExampleClient, put } = modules["index"] as {
        createExampleClient: (config: object) => unknown;
        put: (client: unknown, input: object) => Promise<unknown>;
      };
      const { createFakeExample } = modules["testing"] as {
        createFakeExample: (handlers: object) => { config: object };
      };
      const fake = createFakeExample({ put: (given: object) => given });
      return put(createExampleClient(fake.config), input);
    }

    const names = JSON.parse(
      '{"text":"a","valueOf":"v","hasOwnProperty":1,"__proto__":true}',
    ) as object;
    Object.assign(names, { constructor: new Date(0), toString: Uint8Array.of(1) });

    it("row 24: has members of any name", async () => {
      expect(await echo({ names })).toMatchObject({ ok: true, value: { names } });
      expect(await echo({ names: { text: "a" } })).toMatchObject({
        value: { names: { text: "a" } },
      });
    });

    it.each(Object.keys(names))("row 24: has an arm called %s", async (name) => {
      const odd = { [name]: Object.getOwnPropertyDescriptor(names, name)?.value as unknown };
      const { value } = (await echo({ odd })) as { value: { odd: object } };
      expect(Object.entries(value.odd)).toEqual(Object.entries(odd));
    });

    it("row 22: has maps that are plain objects", async () => {
      const item = JSON.parse('{"a":{"S":"b"},"__proto__":{"S":"c"}}') as object;
      const { value } = (await echo({ item })) as { value: { item: object } };
      expect(Object.getPrototypeOf(value.item)).toBe(Object.prototype);
      expect(Object.entries(value.item)).toEqual(Object.entries(item));
    });
  });
});
