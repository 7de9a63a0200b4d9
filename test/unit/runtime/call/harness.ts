import { afterEach, beforeEach, expect, vi } from "vitest";
import type { AuthConfig } from "../../../../templates/runtime/auth/auth.js";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { Clock } from "../../../../templates/runtime/contract/clock.js";
import type {
  CallOptions,
  ClientConfig as Settings,
} from "../../../../templates/runtime/contract/config.js";
import {
  CallError,
  callError,
  type ClientError,
  type ServiceError,
  type UnmodeledServiceError,
} from "../../../../templates/runtime/contract/errors.js";
import type {
  Fetch,
  FetchInit,
  HttpResponse,
} from "../../../../templates/runtime/contract/http.js";
import type { Result } from "../../../../templates/runtime/contract/result.js";
import type { Client, Operation, Service } from "../../../../templates/runtime/contract/service.js";
import { writeAwsJson } from "../../../../templates/runtime/protocols/awsJson.js";
import { readJsonText } from "../../../../templates/runtime/protocols/jsonText.js";
import { readBlob, writeBlob } from "../../../../templates/runtime/serde/base64.js";
import { asString } from "../../../../templates/runtime/serde/json.js";
import {
  fill,
  listOf,
  mapOf,
  readMembers,
  writeMembers,
} from "../../../../templates/runtime/serde/structure.js";

// A client of a small service, whose clock is turned by hand, and whose `fetch` answers as it is told.

export interface ClientConfig extends Settings, AuthConfig {}

export const start = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A clock that stands still until it is turned. */
export class HandClock implements Clock {
  time = start;
  readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  now = () => this.time;
  after = (ms: number, callback: () => void) => {
    const timer = { at: this.time + ms, callback };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };
  async turn(ms: number): Promise<void> {
    const end = this.time + ms;
    await quiet();
    for (;;) {
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await quiet();
    }
    this.time = end;
  }
}

/** When nothing is left to do without a timer. */
export const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Item {
  Name: string;
}
export interface Input {
  Id: string;
  Blob?: Uint8Array | undefined;
  Context?: Record<string, string> | undefined;
}
export interface Output {
  Id?: string | undefined;
  Blob?: Uint8Array | undefined;
  Items?: Item[] | undefined;
  Tags?: Record<string, string> | undefined;
}
export type DoThingError =
  | ServiceError<"PlainException">
  | ServiceError<"BrokenException", { Detail?: string | undefined }>
  | ServiceError<"SecretException">
  | ServiceError<"AgainException">
  | ServiceError<"BusyException">
  | UnmodeledServiceError
  | ClientError;

export const doThing: Operation<Input, Output, DoThingError> = {
  name: "DoThing",
  write: (input) =>
    writeMembers(input, { Id: asString, Blob: writeBlob, Context: mapOf(asString) }),
  read: (body) =>
    readMembers(body, {
      Id: asString,
      Blob: readBlob,
      Items: listOf((item) => fill(readMembers(item, { Name: asString }), { Name: "" })),
      Tags: mapOf(asString),
    }),
  errors: {
    PlainException: { fault: "client" },
    BrokenException: {
      fault: "server",
      read: (body) => readMembers(body, { Detail: asString }),
    },
    SecretException: { fault: "client", sensitive: true },
    AgainException: { fault: "client", retry: "transient" },
    BusyException: { fault: "client", retry: "throttling" },
  },
};

export const service: Service<"Thing"> = {
  id: "Thing",
  name: "ThingService",
  signingName: "thing",
  resolveEndpoint: (region, { endpoint, useFips, useDualStack }) => {
    if (endpoint !== undefined) {
      if (useFips) throw callError("ConfigError", "FIPS and custom endpoint are not supported");
      return { url: endpoint };
    }
    return {
      url: `https://thing${useFips ? "-fips" : ""}.${region}.${useDualStack ? "api.aws" : "amazonaws.com"}`,
    };
  },
  contentType: "application/x-amz-json-1.1",
  write: writeAwsJson,
  read: readJsonText,
};

export const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET-KEY" };

/** What `fetch` gave: a status, a body that is sent as it is or as JSON, and headers. */
export function respond(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: new Headers({ "x-amzn-requestid": `request-${status}`, ...headers }),
    text: () => Promise.resolve(typeof body === "string" ? body : JSON.stringify(body)),
  };
}

type Answer = (init: FetchInit) => HttpResponse | Promise<HttpResponse>;

/** Each test's own. */
export let clock: HandClock;
/** What was sent. */
export let sent: { readonly url: string; readonly init: FetchInit }[];
let answers: Answer[];
let unhandled: unknown[];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

/** How requests are answered from now on; the last one is so for good. */
export function answer(...next: Answer[]): void {
  answers = next;
}

beforeEach(() => {
  clock = new HandClock();
  sent = [];
  answers = [() => respond(200)];
  unhandled = [];
  process.on("unhandledRejection", onUnhandled);
});

afterEach(async () => {
  await quiet();
  process.off("unhandledRejection", onUnhandled);
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  expect(unhandled).toEqual([]);
  expect(clock.timers).toEqual(new Set());
});

export const fetch: Fetch = async (url, init) => {
  sent.push({ url, init });
  const next = answers.length > 1 ? answers.shift() : answers[0];
  return next!(init);
};

/** The headers of a request that was sent, the first by default. */
export const headersOf = (index = 0): Record<string, string> => sent[index]!.init.headers;

export const never = () => new Promise<never>(() => {});

export const client = (config: ClientConfig = {}): Client<"Thing"> =>
  createClient(service, {
    region: "eu-west-1",
    credentials,
    fetch,
    clock,
    random: () => 0.5,
    ...config,
  });

export const call = (
  config?: ClientConfig,
  options?: CallOptions,
  input: Input = { Id: "a" },
): Promise<Result<Output, DoThingError>> => client(config).call(doThing, input, options);

/** The error of a call, which lets go of timers however it ended. */
export async function errorOf<T>(
  result: PromiseLike<Result<T, DoThingError>>,
): Promise<DoThingError> {
  const settled = await result;
  if (settled.ok) throw new Error("The call succeeded.");
  expect(settled.error).toBeInstanceOf(CallError);
  expect(settled.error).toMatchObject({
    service: "Thing",
    operation: "DoThing",
    ...settled.metadata,
  });
  expect(clock.timers.size).toBe(0);
  return settled.error;
}

/** Turns the clock until a call has ended. */
export async function ended<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const settled = promise.finally(() => (over = true));
  for (let i = 0; i < 2000 && !over; i++) await clock.turn(1000);
  expect(over).toBe(true);
  return settled;
}
