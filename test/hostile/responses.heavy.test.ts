import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { lowerService } from "../../generator/ir/lower.js";
import type { ServiceIr } from "../../generator/ir/ir.js";
import { loadModel } from "../../generator/smithy/load.js";
import { selectService, operationsOf } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { structureProblem } from "../support/conforms.js";
import * as kms from "../support/kms.js";
import { pick, seeded, type Random } from "../support/seeded.js";

const root = resolve(import.meta.dirname, "../..");
const service = readService();

function readService(): ServiceIr {
  const text = readFileSync(join(root, "model/kms.json"), "utf8");
  const { model } = loadModel([{ file: "model/kms.json", text }]);
  const chosen = model && selectService(model).service;
  if (!chosen) throw new Error("model/kms.json does not load");
  const slice = sliceModel(model, chosen, operationsOf(model, chosen));
  const sliced = slice.shapes.get(chosen.id);
  if (sliced?.type !== "service") throw new Error("no service");
  return lowerService(slice, sliced);
}

const names = [
  ...new Set([...service.structures.values()].flatMap(({ members }) => members.map((m) => m.name))),
  "__proto__",
  "constructor",
  "toString",
  "__type",
  "message",
  "Message",
  "code",
  "then",
];

const scalars: readonly ((random: Random) => string)[] = [
  () => "null",
  () => "true",
  () => "0",
  () => "-1.5",
  () => "1e999",
  () => "-1e400",
  () => "9007199254740993",
  () => "1".repeat(400),
  () => '"text"',
  () => '"\\ud800"',
  () => '"\ud83d"',
  () => '"YWJj"',
  () => '"Y*J"',
  () => '"NaN"',
  () => "1700000000.123",
  () => "{}",
  () => "[]",
  (random) => JSON.stringify(String(random())),
];

function json(random: Random, depth: number): string {
  const kind = random();
  if (depth === 0 || kind < 0.4) return pick(random, scalars)(random);
  const length = Math.floor(random() * 4);
  const items = Array.from({ length }, () => json(random, depth - 1));
  return kind < 0.6
    ? `[${items.join(",")}]`
    : `{${items.map((item) => `${JSON.stringify(pick(random, names))}:${item}`).join(",")}}`;
}

/** A body that is nearly what the operation answers: its members, some with what they must not be. */
function nearly(random: Random, output: string | undefined): string {
  const members =
    (output === undefined ? undefined : service.structures.get(output))?.members ?? [];
  const entries = members
    .filter(() => random() < 0.7)
    .map(({ name }) => `${JSON.stringify(name)}:${json(random, 3)}`);
  return `{${entries.join(",")}}`;
}

const bodies: readonly ((random: Random, output: string | undefined) => string)[] = [
  nearly,
  nearly,
  (random) => json(random, 4),
  (random, output) => nearly(random, output).slice(0, Math.floor(random() * 60)),
  () => "",
  () => "<html><body>502 Bad Gateway</body></html>",
  () => "\ufeff{}",
  (random) => `{"__type":${json(random, 1)},"message":${json(random, 1)}}`,
  (random) =>
    `{"__type":"${pick(random, ["NotFoundException", "x#DisabledException:y", "__proto__", "constructor", "a#:b", "ThrottlingException"])}","message":"m"}`,
  (random) =>
    `{"__proto__":{"polluted":${json(random, 1)}},"constructor":{"prototype":{"polluted":1}}}`,
  (random) => "[".repeat(Math.floor(random() * 300)),
  (random) => `{"Keys":${"[".repeat(50)}${"]".repeat(50)},"KeyMetadata":${json(random, 5)}}`,
];

const deep = `{"KeyMetadata":${'{"MultiRegionConfiguration":'.repeat(20_000)}1${"}".repeat(20_000)}}`;

interface Sent {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

const statuses = [
  200, 200, 200, 200, 201, 204, 0, 100, 301, 400, 400, 403, 404, 413, 429, 500, 502, 503, 599, 999,
];

describe("responses meant to do harm", () => {
  const count = 100_000;

  it(`are survived, ${count.toLocaleString("en")} of them`, async () => {
    const random = seeded(20_141_101);
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
    /** Lets every deadline pass. */
    const timeOut = () => {
      for (const callback of [...timers]) callback();
    };
    let output: string | undefined;
    const fetch = (): Promise<Sent> => {
      const end = random();
      const body = random() < 0.001 ? deep : pick(random, bodies)(random, output);
      if (end < 0.01) return Promise.reject(new Error("connection refused"));
      if (end < 0.015) {
        queueMicrotask(timeOut);
        return new Promise(() => undefined);
      }
      const text = () => {
        if (end < 0.03) return Promise.reject(new Error("connection reset"));
        if (end < 0.04) {
          // A body that never ends: only the deadline ends the call.
          queueMicrotask(timeOut);
          return new Promise<string>(() => undefined);
        }
        return Promise.resolve(body);
      };
      const type = random() < 0.1 ? json(random, 0) : null;
      const header = (name: string) =>
        name === "x-amzn-errortype"
          ? type
          : name === "date"
            ? "garbage"
            : random() < 0.1
              ? "\u0000"
              : null;
      return Promise.resolve({ status: pick(random, statuses), headers: { get: header }, text });
    };
    const client = kms.createKMSClient({
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 1,
      fetch,
      clock,
    });
    const functions = kms as unknown as Record<string, (...args: unknown[]) => Promise<Outcome>>;
    type Outcome =
      | { ok: true; value: unknown }
      | { ok: false; error: Error & { path?: unknown; attempts?: unknown } };

    const outcomes = new Map<string, number>();
    const problems: string[] = [];
    for (let n = 0; n < count; n++) {
      const operation = pick(random, service.operations);
      output = operation.output;
      const result = await (functions[operation.functionName] as (typeof functions)[string])(
        client,
        {},
      );
      const outcome = result.ok ? "ok" : result.error.name;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const problem = result.ok
        ? structureProblem(service, operation.output, result.value)
        : !(result.error instanceof kms.CallError) || result.error.attempts !== 1
          ? `is ${String(result.error)}`
          : undefined;
      if (problem !== undefined) problems.push(`${operation.name} ${problem}`);
      if (timers.size > 0) problems.push(`${operation.name} leaves ${timers.size} timers`);
    }

    console.log(Object.fromEntries([...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(problems.slice(0, 5)).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    // Every way to end was met, or the responses were too tame.
    for (const name of [
      "ok",
      "NotFoundException",
      "DisabledException",
      "UnmodeledServiceError",
      "ResponseError",
      "TransportError",
      "TimeoutError",
    ]) {
      expect(outcomes.get(name) ?? 0, name).toBeGreaterThan(20);
    }
  });
});
