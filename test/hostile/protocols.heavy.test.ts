import { expect, it, onTestFinished } from "vitest";
import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "../../generator/ir/ir.js";
import { eventsIn } from "../../generator/ir/events.js";
import { streamIn } from "../../generator/ir/streams.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { ServiceShape } from "../../generator/smithy/model.js";
import { encodeCbor } from "../../templates/runtime/serde/cbor.js";
import { toXml } from "../../templates/runtime/serde/xml.js";
import type { HttpResponse } from "../../templates/runtime/contract/http.js";
import type { ServiceError } from "../../templates/runtime/contract/errors.js";
import type { StreamOutput } from "../../templates/runtime/streams/streamOutput.js";
import { describeWith } from "../support/conformance.js";
import { structureProblem } from "../support/conforms.js";
import { exampleInput } from "../support/protocolTests/check.js";
import { generateClient, type GeneratedClient } from "../support/protocolTests/client.js";
import { pick, seeded, type Random } from "../support/seeded.js";

// Responses meant to do harm, in each protocol, to clients of the services that its official tests
// are for: these have shapes and bindings of all kinds.

const aws = "protocol-tests/aws-protocol-tests.json";
const smithy = "protocol-tests/smithy-protocol-tests.json";

type Format = "json" | "xml" | "cbor";

/** How a document is put into what comes, where it is not all of it. */
interface Envelope {
  readonly output: (
    operation: string,
    content: unknown,
  ) => readonly [root: string, content: unknown];
  readonly error: (content: object) => readonly [root: string, content: unknown];
}
const bare: Envelope = {
  output: (operation, content) => [`${operation}Response`, content],
  error: (content) => ["ErrorResponse", { Error: content }],
};

const protocols: readonly {
  readonly protocol: ShapeId;
  readonly file: string;
  readonly services: readonly ShapeId[];
  readonly format: Format;
  readonly envelope?: Envelope;
  readonly headers?: Readonly<Record<string, string>>;
}[] = [
  {
    protocol: "aws.protocols#awsJson1_1",
    file: aws,
    services: ["aws.protocoltests.json#JsonProtocol"],
    format: "json",
  },
  {
    protocol: "aws.protocols#restJson1",
    file: aws,
    services: ["aws.protocoltests.restjson#RestJson"],
    format: "json",
  },
  {
    protocol: "aws.protocols#restXml",
    file: aws,
    services: ["aws.protocoltests.restxml#RestXml"],
    format: "xml",
  },
  {
    protocol: "aws.protocols#awsQuery",
    file: aws,
    services: ["aws.protocoltests.query#AwsQuery"],
    format: "xml",
    envelope: {
      ...bare,
      output: (operation, content) => [
        `${operation}Response`,
        { [`${operation}Result`]: content, ResponseMetadata: { RequestId: "r" } },
      ],
    },
  },
  {
    protocol: "aws.protocols#ec2Query",
    file: aws,
    services: ["aws.protocoltests.ec2#AwsEc2"],
    format: "xml",
    envelope: { ...bare, error: (content) => ["Response", { Errors: { Error: content } }] },
  },
  {
    protocol: "smithy.protocols#rpcv2Cbor",
    file: smithy,
    services: ["smithy.protocoltests.rpcv2Cbor#RpcV2Protocol"],
    format: "cbor",
    headers: { "smithy-protocol": "rpc-v2-cbor" },
  },
  {
    protocol: "smithy.protocols#rpcv2Json",
    file: smithy,
    services: ["smithy.protocoltests.rpcv2Json#RpcV2JsonProtocol"],
    format: "json",
    headers: { "smithy-protocol": "rpc-v2-json" },
  },
];

const odd = ["__proto__", "constructor", "toString", "then", "__type", "message", "$unknown", ""];

/** What may be anywhere, whatever the model says. */
const scalars: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1.5,
  () => 1e300,
  () => 2 ** 53 + 2,
  () => "text",
  () => "",
  () => " ",
  () => "\u2028é😀",
  () => "YWJj",
  () => "Y*J",
  () => "NaN",
  () => "-Infinity",
  () => "true",
  () => "2020-01-01T00:00:00Z",
  () => "Tue, 29 Apr 2014 18:30:38 GMT",
  () => "9".repeat(400),
  () => [],
  () => ({}),
  (random) => String(random()),
];

function anything(random: Random, depth = 3): unknown {
  const kind = random();
  if (depth === 0 || kind < 0.5) return pick(random, scalars)(random);
  const items = Array.from({ length: Math.floor(random() * 4) }, () => anything(random, depth - 1));
  return kind < 0.7 ? items : Object.fromEntries(items.map((item) => [pick(random, odd), item]));
}

/** Values as the model has them on the wire, with some that are not so. */
function documents(service: ServiceIr, format: Format) {
  /** The chance of something else. */
  let harm = 0;
  return {
    of: (members: readonly MemberIr[], random: Random, chance: number) => {
      harm = chance;
      return structure(members, random, 5);
    },
  };

  function structure(members: readonly MemberIr[], random: Random, depth: number): object {
    const present = members.filter(() => random() < (depth > 3 ? 0.7 : 0.4));
    const entries = present.flatMap((member) => {
      const made = value(member.type, random, depth - 1);
      const name = nameOf(member);
      return [[name, isFlat(member) ? made : wrapped(member.type, made)]] as [string, unknown][];
    });
    if (random() < harm) entries.push([pick(random, odd), anything(random)]);
    return Object.fromEntries(entries);
  }

  function nameOf({ name, wire }: MemberIr): string {
    const own = format === "xml" ? wire.get("smithy.api#xmlName") : wire.get("smithy.api#jsonName");
    const attribute = format === "xml" && wire.has("smithy.api#xmlAttribute") ? "@" : "";
    return attribute + ((own as string | undefined) ?? name);
  }

  function isFlat({ wire }: MemberIr): boolean {
    return format === "xml" && wire.has("smithy.api#xmlFlattened");
  }

  /** In XML, what a list or map has around it. */
  function wrapped(type: TypeIr, made: unknown): unknown {
    if (format !== "xml" || !Array.isArray(made)) return made;
    const item = type.kind === "list" ? type.itemWire.get("smithy.api#xmlName") : "entry";
    return { [(item as string | undefined) ?? "member"]: made as unknown };
  }

  function value(type: TypeIr, random: Random, depth: number): unknown {
    if (random() < harm) return anything(random);
    if (depth < 0) return undefined;
    const count = Math.floor(random() * 3);
    switch (type.kind) {
      case "string":
      case "enum":
        return pick(random, ["a", "", "é", "FooEnum", "\r\n"]);
      case "boolean":
        return random() < 0.5;
      case "integer":
      case "intEnum":
      case "bigInteger":
        return Math.floor(random() * 100);
      case "long":
        return Math.floor((random() - 0.5) * 2 ** 52);
      case "float":
      case "bigDecimal":
        return random() * 100;
      case "blob":
        return format === "cbor" ? Uint8Array.of(1, 2) : "AQI=";
      case "timestamp": {
        const seconds = Math.floor(random() * 1e9);
        const asText = format === "xml" ? type.format !== "epoch-seconds" : type.format;
        if (!asText || type.format === "epoch-seconds") return seconds;
        const date = new Date(seconds * 1000);
        return type.format === "http-date" ? date.toUTCString() : date.toISOString();
      }
      case "document":
        return anything(random);
      case "unit":
        return {};
      case "list": {
        const { item } = type;
        const items = Array.from({ length: count }, () => value(item, random, depth - 1));
        return items.map((one) => wrapped(item, one));
      }
      case "map": {
        const made = Array.from({ length: count }, () => value(type.value, random, depth - 1));
        const keys = ["a", ...odd];
        if (format !== "xml") {
          return Object.fromEntries(made.map((one) => [pick(random, keys), one]));
        }
        const key = (type.keyWire.get("smithy.api#xmlName") as string | undefined) ?? "key";
        const name = (type.valueWire.get("smithy.api#xmlName") as string | undefined) ?? "value";
        return made.map((one) => ({ [key]: pick(random, keys), [name]: wrapped(type.value, one) }));
      }
      case "structure":
        return structure(service.structures.get(type.shape)?.members ?? [], random, depth);
      case "union": {
        const members = service.structures.get(type.shape)?.members ?? [];
        const member = members.length > 0 ? pick(random, members) : undefined;
        return member
          ? { [nameOf(member)]: wrapped(member.type, value(member.type, random, depth - 1)) }
          : {};
      }
    }
  }
}

const text = new TextEncoder();

/** Any bytes of a value; what the format has no way to write is left out. */
function serialize(format: Format, root: string, value: unknown): Uint8Array {
  try {
    if (format === "cbor") return encodeCbor(value);
    return text.encode(format === "json" ? JSON.stringify(value) : toXml(root, value));
  } catch {
    return new Uint8Array();
  }
}

/** Bytes that were damaged on their way. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const at = Math.floor(random() * bytes.length);
  if (random() < 0.4) return bytes.slice(0, at);
  const copy = bytes.slice();
  for (let n = 0; n < 1 + random() * 4; n++) {
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  }
  return random() < 0.5 ? copy : Uint8Array.of(...copy, ...bytes.slice(at));
}

const noise = (random: Random) =>
  Uint8Array.from({ length: Math.floor(random() * 60) }, () => random() * 256);

/** Ten thousand levels, which no call stack is to hold. */
const deep: Readonly<Record<Format, Uint8Array>> = {
  json: text.encode('{"nested":'.repeat(10_000) + "1" + "}".repeat(10_000)),
  xml: text.encode("<a>".repeat(10_000) + "</a>".repeat(10_000)),
  cbor: new Uint8Array(20_000).fill(0x81),
};

const pages = [
  "",
  " ",
  "null",
  "\ufeff",
  "<html><body>502 Bad Gateway</body></html>",
  "<!DOCTYPE html><html>",
  "<?xml version='1.0'?>",
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  "<a>&lol;</a>",
  "<a/>",
  "[".repeat(200),
].map((page) => text.encode(page));

const statuses = [
  ...Array<number>(15).fill(200),
  201,
  204,
  0,
  100,
  301,
  400,
  400,
  403,
  404,
  429,
  500,
  502,
  503,
  599,
  999,
];

const headerValues = [
  ...["", " ", "1", "true", "x", "a, b", '"a, "b', "1.5", "NaN", "-", "\0", "é", ",", ",,,"],
  ...["Tue, 29 Apr 2014 18:30:38 GMT", "2020-01-01T00:00:00Z", "e30=", "{}", "9".repeat(300)],
];

describeWith(aws, "responses meant to do harm", ({ read }) => {
  const count = Number(process.env.HOSTILE ?? 100_000);

  it.each(protocols)(
    `are survived, ${count.toLocaleString("en")} of them in $protocol`,
    async ({ protocol, file, services, format, envelope = bare, headers: usual = {} }) => {
      const { model } = loadModel([{ file, text: read(file) }]);
      if (!model) throw new Error(`${file} does not load`);
      const clients = await Promise.all(
        services.map((id) =>
          generateClient(model, model.shapes.get(id) as ServiceShape, "number", protocol),
        ),
      );
      const random = seeded(20_141_101);
      // Nobody looks at the stacks, which take most of the time.
      const { stackTraceLimit } = Error;
      onTestFinished(() => {
        Error.stackTraceLimit = stackTraceLimit;
      });
      Error.stackTraceLimit = 0;
      const timers = new Set<() => void>();
      const clock = {
        now: () => 1_700_000_000_000,
        after: (_: number, callback: () => void) => {
          timers.add(callback);
          return () => {
            timers.delete(callback);
          };
        },
      };
      const timeOut = () => {
        for (const callback of [...timers]) callback();
      };
      const targets = await Promise.all(clients.map((client) => targetsOf(client, format, clock)));
      const all = targets.flat();
      expect(all.length).toBeGreaterThan(5);
      let target: Target;

      const fetch = (): Promise<HttpResponse> => {
        const end = random();
        if (end < 0.005) return Promise.reject(new Error("connection refused"));
        if (end < 0.01) {
          queueMicrotask(timeOut);
          return new Promise(() => undefined);
        }
        let status = pick(random, statuses);
        const isError = status !== 200 && random() < 0.9;
        const bytes = bodyOf();
        if (isError && status < 300) status = 400;
        const given: Record<string, string> = random() < 0.97 ? { ...usual } : {};
        for (const name of target.headers) {
          if (random() < 0.3) given[name] = pick(random, headerValues);
        }
        if (isError && random() < 0.3) given["x-amzn-errortype"] = pick(random, target.codes);
        if (random() < 0.05) given["__proto__x"] = "1";
        if (random() < 0.05) given["date"] = pick(random, headerValues);
        const headers = new Map(Object.entries(given));
        if (random() < 0.02) headers.set("__proto__", "v");
        const chunk = Math.ceil(bytes.length / 2);
        const chunks = [bytes.slice(0, chunk), bytes.slice(chunk)];
        const pull = () => {
          if (end < 0.02) return Promise.reject(new Error("connection reset"));
          if (end < 0.025) {
            // A body that never ends: only the deadline ends the call.
            queueMicrotask(timeOut);
            return new Promise<never>(() => undefined);
          }
          const value = chunks.shift();
          return Promise.resolve(value ? { done: false, value } : { done: true });
        };
        return Promise.resolve({
          status,
          headers: { get: (name) => headers.get(name) ?? null, keys: () => headers.keys() },
          body: { getReader: () => ({ read: pull }) } as never,
          text: () => pull().then(() => new TextDecoder().decode(bytes)),
        });

        function bodyOf(): Uint8Array {
          const kind = random();
          if (kind < 0.001) return deep[format];
          if (kind < 0.08) return noise(random);
          if (kind < 0.16) return pick(random, pages);
          if (kind < 0.22) return serialize(format, "a", anything(random, 4));
          const chance = pick(random, [0, 0, 0.02, 0.2]);
          let root: string;
          let content: unknown;
          if (isError) {
            const code = pick(random, target.codes);
            const members = target.documents.of(target.membersOf(code), random, chance);
            const error = { ...members, __type: code, Code: code, message: "m", Message: "M" };
            [root, content] = format === "xml" ? envelope.error(error) : ["", error];
          } else {
            const value = target.documents.of(target.members, random, chance);
            [root, content] = format === "xml" ? envelope.output(target.name, value) : ["", value];
          }
          const bytes = serialize(format, root, content);
          return kind < 0.4 && bytes.length > 0 ? damaged(bytes, random) : bytes;
        }
      };

      const config = {
        region: "eu-west-1",
        endpoint: "https://example.com",
        credentials: { accessKeyId: "a", secretAccessKey: "b" },
        maxAttempts: 1,
        fetch,
        clock,
      };
      const outcomes = new Map<string, number>();
      const problems: string[] = [];
      for (let n = 0; n < count; n++) {
        target = pick(random, all);
        const { client, operation, input, output, name } = target;
        const result = await readStream(target, await client.call(operation, config, input));
        const outcome = result.ok ? "ok" : result.error.name;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const problem = result.ok
          ? structureProblem(client.service, output, result.value)
          : problemOf(target, result.error);
        if (problem !== undefined) problems.push(`${name} ${problem}`);
        if (timers.size > 0) problems.push(`${name} leaves ${timers.size} timers`);
      }

      console.log(protocol, Object.fromEntries([...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))));
      expect(problems.slice(0, 5)).toEqual([]);
      for (const name of ["v", "polluted", "1", "a", "message"]) {
        expect(({} as Record<string, unknown>)[name]).toBeUndefined();
      }
      // Every way to end was met, or the responses were too tame.
      const modeled = all.flatMap(({ errors }) => errors);
      const ways = [
        "ok",
        "UnmodeledServiceError",
        "ResponseError",
        "TransportError",
        "TimeoutError",
      ];
      for (const way of ways) {
        expect(outcomes.get(way) ?? 0, way).toBeGreaterThan(count / 10_000);
      }
      // Those of the model take a whole response that nothing was done to.
      const known = modeled.map((name) => outcomes.get(name) ?? 0);
      expect(known.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(count / 10_000);
      expect(outcomes.get("ok")).toBeGreaterThan(count / 20);
    },
  );
});

/** An operation, and what is known of its responses. */
interface Target {
  readonly client: GeneratedClient;
  readonly operation: ShapeId;
  readonly name: string;
  readonly input: object;
  readonly output: ShapeId | undefined;
  readonly members: readonly MemberIr[];
  readonly documents: ReturnType<typeof documents>;
  /** Names of its errors. */
  readonly errors: readonly string[];
  readonly codes: readonly string[];
  readonly membersOf: (code: string) => readonly MemberIr[];
  readonly headers: readonly string[];
}

/** The operations that can be called. */
async function targetsOf(
  client: GeneratedClient,
  format: Format,
  clock: object,
): Promise<readonly Target[]> {
  const { service } = client;
  const targets: Target[] = [];
  for (const { shape: operation, name, output, errors } of service.operations) {
    const input = exampleInput(client, { operation });
    const config = {
      region: "us-east-1",
      endpoint: "https://example.com",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 1,
      clock,
      fetch: () => Promise.reject(new Error("none")),
    };
    // Some want more of their input.
    const tried = await client.call(operation, config as never, input).catch(() => undefined);
    if (!tried || tried.ok || tried.error.name !== "TransportError") continue;
    const shapes = errors.flatMap((id) => service.errors.get(id) ?? []);
    const members = service.structures.get(output ?? "")?.members ?? [];
    const bound = [...members, ...shapes.flatMap((shape) => shape.members)];
    const payload = members.find(({ wire }) => wire.has("smithy.api#httpPayload"));
    const inDocument = payload
      ? (service.structures.get((payload.type as { shape?: string }).shape ?? "")?.members ?? [])
      : members;
    const names = shapes.map((shape) => shape.name);
    targets.push({
      client,
      operation,
      name,
      input,
      output,
      members: inDocument,
      documents: documents(service, format),
      errors: names,
      codes: [
        ...names,
        ...shapes.flatMap(({ queryCode }) => queryCode ?? []),
        ...["Unknown", "__proto__", "constructor", "a#:b", "ThrottlingException", ""],
      ],
      membersOf: (code) =>
        shapes.find((shape) => [shape.name, shape.queryCode].includes(code))?.members ?? [],
      headers: bound.flatMap(({ wire }) => [
        ...textOf(wire.get("smithy.api#httpHeader"), ""),
        ...textOf(wire.get("smithy.api#httpPrefixHeaders"), "x"),
      ]),
    });
  }
  return targets;
}

type Called = Awaited<ReturnType<GeneratedClient["call"]>>;

/** What a call ended with when its body was read, where that is a stream of data or of events. */
async function readStream({ client, output }: Target, result: Called): Promise<Called> {
  const { service } = client;
  const member = streamIn(service, output) ?? eventsIn(service, output);
  if (!member || !result.ok) return result;
  const { [member.name as never]: body } = result.value;
  try {
    const { type } = member;
    const read = type.kind === "union" ? await oneEvent(service, type.shape, body) : undefined;
    const value = read ?? (await (body as StreamOutput).bytes());
    return { ...result, value: { ...result.value, [member.name]: value } };
  } catch (thrown) {
    return { ok: false, error: thrown as ServiceError, metadata: result.metadata };
  }
}

/** An event that is none of its union, if there is one, or else one that is. */
async function oneEvent(
  service: ServiceIr,
  union: ShapeId,
  events: AsyncIterable<unknown>,
): Promise<unknown> {
  let wrong: unknown;
  for await (const event of events) {
    if (structureProblem(service, union, event) !== undefined) wrong ??= event;
  }
  return wrong ?? { $unknown: ["", undefined] };
}

const textOf = (value: unknown, end: string): readonly string[] =>
  typeof value === "string" ? [value.toLowerCase() + end] : [];

/** What is wrong with an error, by what its type says of it; if anything. */
function problemOf({ client, errors }: Target, error: Error): string | undefined {
  const { name, message, attempts, data } = error as Error & Readonly<Record<string, unknown>>;
  if (attempts !== 1 || typeof message !== "string") return `is ${String(error)}`;
  if (!errors.includes(name)) {
    return /^(UnmodeledService|Response|Transport|Timeout)Error$/.test(name)
      ? undefined
      : `fails with ${name}`;
  }
  const shape = [...client.service.errors.values()].find((one) => one.name === name);
  const members = shape?.members ?? [];
  if (members.length === 0) return data === undefined ? undefined : "has data";
  const service = {
    ...client.service,
    structures: new Map([
      ...client.service.structures,
      ["error", { kind: "structure", shape: "error", members } as never],
    ]),
  };
  return structureProblem(service, "error", data);
}
