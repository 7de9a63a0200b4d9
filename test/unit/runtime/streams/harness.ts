import type { RequestListener } from "node:http";
import type { AuthConfig } from "../../../../templates/runtime/auth/auth.js";
import { callStreaming } from "../../../../templates/runtime/call/callStreaming.js";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { CallOptions, ClientConfig } from "../../../../templates/runtime/contract/config.js";
import type { ClientError } from "../../../../templates/runtime/contract/errors.js";
import type { Operation, Service } from "../../../../templates/runtime/contract/service.js";
import { finishing } from "../../../../templates/runtime/endpoints/finishing.js";
import { byteTransport } from "../../../../templates/runtime/http/byteTransport.js";
import { operationTransport } from "../../../../templates/runtime/http/operationTransport.js";
import { fromStream, toContent } from "../../../../templates/runtime/protocols/http/bindings.js";
import { readMessage, writeHead } from "../../../../templates/runtime/protocols/http/message.js";
import { readRestJson, writeRestJson } from "../../../../templates/runtime/protocols/restJson.js";
import type { StreamConfig } from "../../../../templates/runtime/streams/idle.js";
import { keeping } from "../../../../templates/runtime/streams/keeping.js";
import { asStream, type StreamInput } from "../../../../templates/runtime/streams/streamInput.js";
import {
  streamOutput,
  type StreamOutput,
} from "../../../../templates/runtime/streams/streamOutput.js";
import { sending, uploading } from "../../../../templates/runtime/streams/uploading.js";
import { serve } from "../http/harness.js";

// A client of a service that gives and takes streams.

export type Config = ClientConfig & AuthConfig & StreamConfig;

interface Output {
  Body: StreamOutput;
}
interface Input {
  Body?: StreamInput | undefined;
}

const service: Service<"Store", Config> = {
  id: "Store",
  name: "Store",
  signingName: "store",
  // The package of a service with streams has a module that signs them so.
  resolveEndpoint: finishing((_region, { endpoint }, _operation, _input, _identity, request) => ({
    url: endpoint!,
    headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...request.headers },
  })),
  transport: operationTransport(byteTransport),
  write: writeRestJson,
  read: readRestJson,
};

const get: Operation<object, Output, ClientError> = {
  name: "Get",
  method: "GET",
  uri: "/",
  streams: "Body",
  via: keeping,
  write: (input) => writeHead(input, {}),
  read: (message) => readMessage(message, { Body: fromStream(streamOutput) }),
  errors: {},
};

const put: Operation<Input, object, ClientError> = {
  name: "Put",
  method: "PUT",
  uri: "/",
  timeoutMs: 2_000_000_000,
  finish: uploading(),
  via: sending,
  write: (input) => writeHead(input, { Body: toContent("application/octet-stream", asStream) }),
  read: (message) => readMessage(message, {}),
  errors: {},
};

/** A client of a server on loopback, which answers as the listener does. */
export async function storeOf(listener: RequestListener, settings: Config = {}) {
  const endpoint = await serve(listener);
  const client = createClient(service, {
    region: "eu-west-1",
    endpoint,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    random: () => 0,
    ...settings,
  });
  const call = (options?: CallOptions) => callStreaming(client, get, {}, options);
  return {
    call,
    /** The stream of a response. */
    async body(options?: CallOptions): Promise<StreamOutput> {
      const result = await call(options);
      if (!result.ok) throw result.error;
      return result.value.Body;
    },
    put: (Body?: StreamInput, headers?: Record<string, string>, length?: number) =>
      client.call(
        length === undefined
          ? put
          : {
              ...put,
              write: (input: Input) => {
                const draft = writeHead(input, { Body: toContent("text/plain", asStream) });
                draft.headers["content-length"] = String(length);
                return draft;
              },
            },
        { Body },
        { headers },
      ),
    /** The same with a length that the service has to know. */
    putSized: (Body: StreamInput, member: string) =>
      client.call({ ...put, finish: uploading(member) }, { Body }),
  };
}
