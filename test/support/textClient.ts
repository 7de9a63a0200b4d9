import { importSources } from "./bundleSources.js";
import { generateText } from "./generate.js";
import type { CallError, ServiceError } from "../../templates/runtime/contract/errors.js";
import type { FetchInit, HttpResponse } from "../../templates/runtime/contract/http.js";
import type { Result } from "../../templates/runtime/contract/result.js";

type Traits = Readonly<Record<string, unknown>>;

/** A request as it was sent. */
export interface Sent {
  readonly url: URL;
  readonly init: FetchInit;
  readonly headers: Headers;
}

/** A client of a service whose operations take a text, and what it sends. */
export interface TextClient {
  /** The package's, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly sent: Sent[];
  call(
    operation: string,
    config?: object,
    input?: object,
    options?: object,
  ): Promise<Result<object, CallError & Partial<ServiceError>>>;
}

/**
 * Generates a client of a service with the traits given, and loads it.
 *
 * @param operations - their traits by name
 * @param answer - what the service answers
 */
export async function textClient(
  service: Traits,
  operations: Readonly<Record<string, Traits>>,
  answer: () => Pick<HttpResponse, "status" | "text"> & { readonly headers: Headers } = () =>
    new Response("{}"),
  namespace = "example",
): Promise<TextClient> {
  const target = (name: string) => ({ target: `${namespace}#${name}` });
  const text = { target: "smithy.api#String" };
  const shapes = {
    Example: {
      type: "service",
      version: "1",
      operations: Object.keys(operations).map(target),
      traits: { "aws.protocols#awsJson1_0": {}, ...service },
    },
    ...Object.fromEntries(
      Object.entries(operations).map(([name, traits]) => [
        name,
        { type: "operation", input: target("TextInput"), errors: [target("Taken")], traits },
      ]),
    ),
    TextInput: { type: "structure", members: { Text: text, PredictEndpoint: text } },
    Taken: {
      type: "structure",
      members: { message: text },
      traits: {
        "smithy.api#error": "server",
        "aws.protocols#awsQueryError": { code: "Example.Taken", httpResponseCode: 500 },
      },
    },
  };
  const { files, diagnostics } = await generateText(
    JSON.stringify({
      smithy: "2.0",
      shapes: Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [`${namespace}#${name}`, shape]),
      ),
    }),
  );
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const functions = await importSources<Record<string, (...args: unknown[]) => unknown>>(files);
  const sent: Sent[] = [];
  // The same configuration is the same client.
  const clients = new Map<object | undefined, unknown>();
  return {
    files,
    sent,
    call(operation, config, input = {}, options) {
      const fetch = (url: string, init: FetchInit) => {
        sent.push({ url: new URL(url), init, headers: new Headers(init.headers) });
        return Promise.resolve(answer());
      };
      const settings = { endpoint: "https://example.com", fetch, random: () => 0, ...config };
      const client = clients.get(config) ?? functions["createExampleClient"]!(settings);
      clients.set(config, client);
      return functions[operation]!(client, input, options) as ReturnType<TextClient["call"]>;
    },
  };
}
