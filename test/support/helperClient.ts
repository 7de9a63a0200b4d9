import { join, resolve } from "node:path";
import type { Clock } from "../../templates/runtime/contract/clock.js";
import type { ClientConfig } from "../../templates/runtime/contract/config.js";
import type { FetchInit } from "../../templates/runtime/contract/http.js";
import { importSources } from "./bundleSources.js";
import { generateFrom } from "./generate.js";

const folder = resolve(import.meta.dirname, "../golden");

/** What was asked of an operation: its input as JSON has it. */
export interface Asked {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Answers what was asked: with an output, or what a response is made of. May throw, to break off. */
export type Answer = (asked: Asked) => object | Response | Promise<object | Response>;

/** The functions of a golden feature's package, those of its subpath, and clients that a function answers. */
export interface HelperClient {
  readonly functions: Readonly<Record<string, (...given: unknown[]) => unknown>>;
  readonly create: (answer: Answer) => { readonly client: object; readonly asked: Asked[] };
}

/** Generates the package of a golden feature that speaks AWS JSON, and loads what a subpath has. */
export async function helperClient(feature: string, subpath: string): Promise<HelperClient> {
  const { files, diagnostics } = await generateFrom(join(folder, feature, "model.json"));
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const both = `export * from "./${subpath}.js"; export { createExampleClient } from "./client.js";`;
  const functions = await importSources<HelperClient["functions"]>(
    new Map([...files, ["src/both.ts", both]]),
    "./src/both.js",
  );
  return {
    functions,
    create(answer) {
      const asked: Asked[] = [];
      const config: ClientConfig & { readonly credentials: object } = {
        region: "eu-west-1",
        endpoint: "https://example.com",
        credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
        random: () => 0,
        async fetch(_url, { headers, body, signal }: FetchInit) {
          signal?.throwIfAborted();
          const operation = new Headers(headers).get("x-amz-target")?.split(".")[1] ?? "";
          const one = { operation, input: JSON.parse(body as string) as Asked["input"] };
          asked.push(one);
          const answered = await answer(one);
          return answered instanceof Response ? answered : Response.json(answered);
        },
      };
      return { client: functions["createExampleClient"]!(config) as object, asked };
    },
  };
}

/** An error as AWS JSON has it. */
export const failing = (code: string, members: object = {}, status = 400): Response =>
  Response.json({ __type: code, message: code, ...members }, { status });

/** A clock that waits for nothing, and tells how long it was asked to. */
export function hastyClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    after(ms, callback) {
      waits.push(ms);
      queueMicrotask(callback);
      return () => {};
    },
  };
}
