import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const runtime = resolve(import.meta.dirname, "../../templates/runtime");

/** Names that mean something to the language, its libraries, an object, a promise or a file system. */
const meant = (
  "Array ArrayBuffer Awaited Boolean Buffer Date Error Event Exclude Extract Function Headers Infinity " +
  "JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy " +
  "Readonly Record Reflect Request Required Response ReturnType Set String Symbol URL Uint8Array fetch " +
  "AsyncIterable BigInt TextEncoder TextDecoder atob btoa crypto performance setTimeout AbortController " +
  "AbortSignal Blob Buffer File Node Element Document Window Iterator WeakMap RegExp Intl " +
  "globalThis process window undefined console require module exports global " +
  "abstract accessor any arguments as asserts async await bigint boolean break case catch class const " +
  "continue debugger declare default defer delete do else enum eval export extends false finally for " +
  "from function get if implements import in infer instanceof interface intrinsic is keyof let " +
  "namespace never new null number object of out override package private protected public readonly " +
  "return satisfies set static string super switch symbol this throw true try type typeof unique " +
  "unknown using var void while with yield " +
  "__proto__ constructor hasOwnProperty isPrototypeOf length prototype toJSON toString valueOf " +
  "__defineGetter__ then cause code data message name stack " +
  "AUX com1 con LPT9 nul prn index client errors enums endpoint operations testing smithy runtime " +
  "input options output value body map list service handlers exceptions operation " +
  "read write readonlyOperation _a __b a1 A_ a__ " +
  "TestClient TestClientConfig TestClientCommand TestClientResolvedConfig createTestClient " +
  "TestServiceException FakeTest createFakeTest FakeTestHandlers ServiceInputTypes ServiceOutputTypes " +
  "RunCommand RunCommandInput RunCommandOutput RunError RunErrorData runOperation readRunData " +
  "writeRunData errorNames resolveEndpoint Result_ Result__ TimeoutError_ TimeoutErrorData"
).split(" ");

/** What the runtime's modules export: the names that generated modules import. */
function runtimeExports(): readonly string[] {
  const texts = readdirSync(runtime, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(runtime, file), "utf8"));
  return texts.flatMap((text) =>
    [...text.matchAll(/^export (?:async )?(?:function|const|class|type|interface) (\w+)/gm)].map(
      ([, name]) => name as string,
    ),
  );
}

/**
 * Names that a model may have and that stand in the way of generated code, in rows without two alike.
 * Shapes may have all of them but `Unit`, which is the prelude's, and in the closure of every enum.
 */
export function awkwardNames(): readonly (readonly string[])[] {
  const rows: Map<string, string>[] = [];
  for (const name of new Set([...meant, ...runtimeExports()])) {
    if (name.toLowerCase() === "unit") continue;
    const key = name.toLowerCase();
    let row = rows.find((each) => !each.has(key));
    if (!row) rows.push((row = new Map<string, string>()));
    row.set(key, name);
  }
  return rows.map((row) => [...row.values()]);
}

/** The kinds of shapes that names are given to. */
export const kinds = ["structure", "union", "enum", "error", "operation", "member"] as const;
export type Kind = (typeof kinds)[number];

type Shapes = Record<string, unknown>;
const target = (id: string) => ({ target: id });
// Those of the prelude have names too, which a model's may not be alike.
const simple = (type: string) => target(`t#Obstacle_${type}`);
const text = simple("string");

/** Members of every type that has a reader or a writer of its own. */
const members = {
  flag: simple("boolean"),
  octets: simple("blob"),
  when: simple("timestamp"),
  any: simple("document"),
  text,
};

/** A value for {@link members}. */
const value = {
  flag: true,
  octets: Uint8Array.of(1, 2),
  when: new Date(5000),
  any: { then: ["x"] },
  text: "t",
};

/**
 * A model that gives names to shapes of a kind.
 *
 * @param shared - several operations use the shapes, so that they have modules of their own
 */
export function obstacleCourse(kind: Kind, names: readonly string[], shared: boolean): string {
  const id = (name: string) => `t#${name}`;
  const operations = kind === "operation" ? names : ["Run", ...(shared ? ["Walk"] : [])];
  const shapes: Shapes = Object.fromEntries(
    ["boolean", "blob", "timestamp", "document", "string"].map((type) => [
      simple(type).target,
      { type },
    ]),
  );
  for (const operation of operations) {
    shapes[id(operation)] = {
      type: "operation",
      input: target("t#RunData"),
      output: target("t#RunData"),
      errors: kind === "error" ? names.map((name) => target(id(name))) : [],
    };
  }
  const used = kind === "structure" || kind === "union" || kind === "enum" ? names : [];
  shapes["t#RunData"] = {
    type: "structure",
    members: Object.fromEntries(
      kind === "member"
        ? names.map((name) => [name, simple("timestamp")])
        : used.length > 0
          ? used.map((name, index) => [`m${index}`, target(id(name))])
          : Object.entries(members),
    ),
  };
  names.forEach((name, index) => {
    const next = { next: target(id(names[(index + 1) % names.length] ?? name)) };
    const awkward = { ...members, [name]: text };
    if (kind === "structure") {
      shapes[id(name)] = { type: "structure", members: { ...awkward, ...next } };
    } else if (kind === "union") {
      shapes[id(name)] = { type: "union", members: { ...awkward, ...next } };
    } else if (kind === "enum") {
      const constant = {
        target: "smithy.api#Unit",
        traits: { "smithy.api#enumValue": `of ${name}` },
      };
      shapes[id(name)] = { type: "enum", members: { [name]: constant } };
    } else if (kind === "error") {
      shapes[id(name)] = {
        type: "structure",
        members: awkward,
        traits: { "smithy.api#error": index % 2 ? "client" : "server" },
      };
    }
  });
  shapes["t#ObstacleService"] = {
    type: "service",
    version: "1",
    operations: operations.map((operation) => target(id(operation))),
    traits: {
      "aws.api#service": { sdkId: "Test" },
      "aws.auth#sigv4": { name: "test" },
      "aws.protocols#awsJson1_1": {},
    },
  };
  return JSON.stringify({ smithy: "2.0", shapes });
}

/** An input of such a model's operations, every member set. */
export function inputOf(kind: Kind, names: readonly string[]): object {
  const each = (of: (name: string, next: string) => unknown) =>
    Object.fromEntries(
      names.map((name, i) => [`m${i}`, of(name, names[(i + 1) % names.length] ?? name)]),
    );
  // Own properties, also of the name `__proto__`.
  const object = (...entries: [string, unknown][]) => Object.fromEntries(entries);
  const structure = (name: string): object => ({ ...value, ...object([name, "t"]) });
  switch (kind) {
    case "member":
      return object(...names.map((name): [string, unknown] => [name, new Date(1000)]));
    case "structure":
      return each((name, next) => ({ ...structure(name), next: structure(next) }));
    case "union":
      return each((name, next) => ({ next: object([next, "t"]) }));
    case "enum":
      return each((name) => `of ${name}`);
    default:
      return value;
  }
}

/** The members of such a model's error, as they are on the wire, and as callers see them. */
export function errorOf(name: string): { readonly wire: object; readonly data: object } {
  const own = Object.fromEntries([[name, "t"]]);
  const wire = { ...value, octets: "AQI=", when: 5, ...own };
  const data = { ...value, ...own };
  return { wire, data: /^[Mm]essage$/.test(name) ? without(data, name) : data };
}

function without(object: object, name: string): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
