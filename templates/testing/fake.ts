import {
  at,
  callError,
  fakeIdentity,
  mismatch,
  own,
  type AnyOperation,
  type AuthConfig,
  type ErrorShape,
  type Fetch,
  type FetchInit,
  type HttpRequest,
  type HttpResponse,
  type InputError,
  type Service,
  type ServiceError,
} from "#runtime";

/** An error for a handler to return or to throw; made by {@link fakeError}. */
export class FakeError<Name extends string = string, Data = unknown> extends Error {
  declare readonly name: Name;
  /** The members other than the message, as the model has them. */
  readonly data: Data;
  /** The error code on the wire, where it is not the model's. */
  readonly code: string | undefined;
  /** The HTTP status to answer with; by default the model's: 400 or 500 where it has none. */
  readonly statusCode: number | undefined;

  constructor(name: Name, { message = "", data, code, statusCode }: FakeErrorOptions<Data>) {
    super(message);
    Object.assign(this, { name });
    this.data = data as Data;
    this.code = code;
    this.statusCode = statusCode;
  }
}

/** What an error says. */
export interface FakeErrorOptions<Data = undefined> {
  readonly message?: string | undefined;
  /** The members other than the message, where the model has some. */
  readonly data?: Data | undefined;
  /** The code, if it is not the name: of an `UnmodeledServiceError`. */
  readonly code?: string | undefined;
  readonly statusCode?: number | undefined;
}

/**
 * An error for a handler to return or to throw.
 *
 * @param name - a modeled error's, or `UnmodeledServiceError`, which then needs a `code`
 */
// Two signatures, since the one with data would take it from what the handler may return.
export function fakeError<Name extends string>(
  name: Name,
  options?: FakeErrorOptions,
): FakeError<Name, undefined>;
export function fakeError<Name extends string, Data>(
  name: Name,
  options: FakeErrorOptions<Data>,
): FakeError<Name, Data>;
export function fakeError<Name extends string>(
  name: Name,
  options: FakeErrorOptions<unknown> = {},
): FakeError<Name> {
  return new FakeError(name, options);
}

/** The fake errors that stand for a service's; data of which nothing is required may be left out. */
export type FakeErrorOf<Failure> =
  Failure extends ServiceError<infer Name, infer Data>
    ? FakeError<Name, object extends Data ? Data | undefined : Data>
    : never;

/** Answers the calls of an operation: with an output, or with an error that the operation can have. */
export type FakeHandler<Input, Output, Failure> = (
  input: Input,
) => Output | FakeErrorOf<Failure> | Promise<Output | FakeErrorOf<Failure>>;

/**
 * A handler that gives one answer after another, and the last one to all further calls. It keeps its place,
 * after a `reset` of the fake as well: make it anew in each test.
 */
export function inOrder<Input, Output, Failure>(
  // What is asked for says what the answers are, not they.
  ...answers: NoInfer<Output | FakeErrorOf<Failure>>[]
): FakeHandler<Input, Output, Failure> {
  let asked = 0;
  return () => answers[Math.min(asked++, answers.length - 1)] as Output;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a handler of any types
type AnyHandler = FakeHandler<any, any, any>;

type HandlerOf<Handlers, Name extends keyof Handlers> = Extract<Handlers[Name], AnyHandler>;

/** A request that the fake got, retries included. */
export type FakeCall<Handlers> = {
  [Name in keyof Handlers]-?: {
    readonly operation: Name;
    readonly input: Parameters<HandlerOf<Handlers, Name>>[0];
  };
}[keyof Handlers];

/** Has a client send to a fake. */
export interface FakeConfig extends AuthConfig {
  readonly fetch: Fetch;
  readonly region: string;
  readonly endpoint: string;
  /** Retries do not wait. */
  readonly random: () => number;
}

/** A service that answers as its handlers say. */
export interface Fake<Handlers> {
  /** For a client's configuration: it sends to the fake, with credentials of no one. */
  readonly config: FakeConfig;
  /** What answers, which can be exchanged at any time. */
  readonly handlers: Handlers;
  /** What the fake was asked, in order. */
  readonly calls: FakeCall<Handlers>[];
  /**
   * Forgets its calls, and has the handlers again that it was created with; not where they stand, which
   * those of {@link inOrder} keep.
   */
  reset(): void;
}

/** How an operation is read and written at the service's end. */
export interface FakeOperation {
  readonly operation: AnyOperation;
  /** @throws ResponseError, where the input is not what the model asks for. */
  readonly read: (body: unknown) => unknown;
  readonly write: (output: never) => unknown;
  /** Of a success, where it is not 200. */
  readonly status?: number;
  /** Writers of the data of those errors that have some. */
  readonly errors?: Readonly<Record<string, (data: never) => unknown>>;
}

/** A fake's operations, by the names of their functions. */
export type FakeOperations<Handlers> = { readonly [Name in keyof Handlers]-?: FakeOperation };

/** What a request asks for, and what the input is read from. */
export type FakeRequest = [name: string | undefined, body: unknown];

/** A protocol at the service's end. */
export interface FakeProtocol {
  /** The name of the operation that a request asks for, if it is one of the service, and its body. */
  readRequest(
    service: Service,
    url: string,
    init: FetchInit,
    operations: readonly AnyOperation[],
    json?: FakeJson,
  ): FakeRequest | Promise<FakeRequest>;
  writeOutput(output: unknown, operation: AnyOperation, json?: FakeJson): FakeResponse;
  /** @param shape - the error's, where the operation has it in the model */
  writeError(
    code: string,
    message: string,
    data: object,
    shape?: ErrorShape,
    json?: FakeJson,
  ): FakeResponse;
}

/** What reads and makes JSON texts, where `JSON` does not know all values. */
export interface FakeJson {
  parse(text: string): unknown;
  stringify(value: unknown): string;
}

/** The part of a response that a protocol has a say in. */
export interface FakeResponse {
  /** Where it is another than is usual. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: NonNullable<HttpRequest["body"]>;
}

/** The statuses of responses without a body (https://fetch.spec.whatwg.org/#null-body-status). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A fake of a service, which has one of its clients talk to the handlers.
 *
 * @param statuses - of errors, by name, where they are not 400 of clients' and 500 of the service's
 */
export function createFake<Handlers extends object>(
  service: Service,
  protocol: FakeProtocol,
  operations: FakeOperations<Handlers>,
  handlers: Handlers,
  statuses: Readonly<Record<string, number>> = {},
): Fake<Handlers> {
  const calls: FakeCall<Handlers>[] = [];
  const first = { ...handlers };
  let requests = 0;

  const respond = (usual: number, { headers, body, status = usual }: FakeResponse): HttpResponse =>
    // A `Response` takes no body of a status that has none, not even an empty one.
    new Response((body as string).length === 0 || bodiless.has(status) ? null : (body as string), {
      status,
      headers: { ...headers, "x-amzn-requestid": `fake-${++requests}` },
    });
  const refuse = (status: number, code: string, message: string): HttpResponse =>
    respond(status, protocol.writeError(code, message, {}));

  const fetch: Fetch = async (url, init) => {
    const names = Object.keys(operations) as (keyof Handlers & string)[];
    const known = names.map((name) => operations[name].operation);
    const [asked, body] = await protocol.readRequest(service, url, init, known);
    const name = names.find((name) => operations[name].operation.name === asked);
    if (!name) return refuse(400, "UnknownOperationException", "The fake has no such operation");

    const { operation, read, write, status: success = 200, errors = {} } = operations[name];
    let input: unknown;
    try {
      input = at(`${name}'s input`, body, read);
    } catch (thrown) {
      const { path, message } = thrown as InputError;
      return refuse(400, "SerializationException", `${message} at ${path}`);
    }
    calls.push({ operation: name, input });

    const handler = handlers[name] as AnyHandler | undefined;
    if (!handler) return refuse(501, "NoFakeHandler", `The fake has no handler for ${name}`);
    try {
      const answer = await answerOf(handler, input);
      if (!isFakeError(answer)) {
        return respond(success, protocol.writeOutput(write(answer as never), operation));
      }
      const { message, data, statusCode } = answer;
      const shape = own<ErrorShape>(operation.errors, answer.name);
      const code = answer.code ?? shape?.code ?? answer.name;
      const usual = own<number>(statuses, answer.name) ?? (shape?.fault === "server" ? 500 : 400);
      const written = data === undefined ? {} : own(errors, answer.name)?.(data as never);
      const members = (written ?? {}) as object;
      return respond(statusCode ?? usual, protocol.writeError(code, message, members, shape));
    } catch (cause) {
      // Thrown, not answered: no response could carry the handler's own error, with its stack.
      throw callError("UnmodeledServiceError", `The handler of ${name} failed: ${String(cause)}`, {
        code: "FakeHandlerFailed",
        data: undefined,
        $fault: "server",
        cause,
      });
    }
  };

  return {
    config: {
      fetch,
      region: "us-east-1",
      endpoint: "https://fake.invalid",
      ...fakeIdentity,
      random: () => 0,
    },
    handlers,
    calls,
    reset() {
      calls.length = 0;
      for (const name of Object.keys(handlers)) delete handlers[name as keyof Handlers];
      Object.assign(handlers, first);
    },
  };
}

/** What a handler gives, or the error that it throws for one to be returned. */
async function answerOf(handler: AnyHandler, input: unknown): Promise<unknown> {
  try {
    return (await handler(input)) as unknown;
  } catch (thrown) {
    if (!isFakeError(thrown)) throw thrown;
    return thrown;
  }
}

const isFakeError = (value: unknown): value is FakeError => value instanceof FakeError;

/** An input's members, if it has those that the model requires. @throws ResponseError */
export function having<M extends object, Name extends keyof M & string>(
  members: M,
  ...required: Name[]
): Omit<M, Name> & { [N in Name]-?: NonNullable<M[N]> } {
  for (const name of required) {
    if (!Object.hasOwn(members, name)) mismatch(`the member ${name}`);
  }
  return members as never;
}
