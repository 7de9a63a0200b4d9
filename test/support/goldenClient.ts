import { join, resolve } from "node:path";
import type { ClientConfig } from "../../templates/runtime/contract/config.js";
import type { CallError, ServiceError } from "../../templates/runtime/contract/errors.js";
import type { FetchInit } from "../../templates/runtime/contract/http.js";
import type { Result } from "../../templates/runtime/contract/result.js";
import { importSources } from "./bundleSources.js";
import { generateFrom } from "./generate.js";

const folder = resolve(import.meta.dirname, "../golden");

/** A request as it was sent. */
export interface SentRequest {
  readonly url: string;
  readonly init: FetchInit;
}

/** What a call ended with, and what was sent for it. */
export interface Called {
  readonly result: Result<object, CallError & Partial<ServiceError>>;
  readonly sent: readonly SentRequest[];
}

/** Calls an operation of a golden feature's package by its function. */
export type GoldenClient = (
  operation: string,
  input: object,
  settings?: object,
  answer?: () => Response,
) => Promise<Called>;

/** Generates the package of a golden feature, and loads it. */
export async function goldenClient(feature: string): Promise<GoldenClient> {
  const { files, diagnostics } = await generateFrom(join(folder, feature, "model.json"));
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const functions = await importSources<Record<string, (...args: unknown[]) => unknown>>(files);
  return async (operation, input, settings, answer = () => new Response("{}")) => {
    const sent: SentRequest[] = [];
    const config: ClientConfig & { readonly credentials: object } = {
      region: "eu-west-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
      random: () => 0,
      fetch(url, init) {
        sent.push({ url, init });
        return Promise.resolve(answer());
      },
      ...settings,
    };
    const client = functions["createExampleClient"]!(config);
    const result = (await functions[operation]!(client, input)) as Called["result"];
    return { result, sent };
  };
}
