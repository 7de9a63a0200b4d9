import {
  Client,
  Command,
  NoOpLogger,
  SENSITIVE_STRING,
  ServiceException,
  type SmithyResolvedConfiguration,
} from "@smithy/smithy-client";
import {
  callError,
  failure,
  own,
  standardRetry,
  systemClock,
  within,
  type AnyOperation,
  type Failure,
  type Service,
  type ServiceError,
} from "#runtime";
import {
  resolveConfig,
  writeRequest,
  type ServiceClientConfig,
  type ResolvedSettings,
} from "./config.js";
import {
  responseFromSdk,
  type SdkRequest,
  type SdkResponse,
  type SendOptions,
  type SigningScope,
} from "./http.js";
import { retriesOf, withAttempts, type ClockState } from "./retry.js";
import { signedRequest } from "./signing.js";

// What AWS SDK v3 offers its users, on the runtime's own parts: a client with a middleware stack, and
// commands to send through it. Steps and names of the middleware are the SDK's, so that code which
// adds its own relative to them finds them.

export type { Logger, ServiceClientConfig } from "./config.js";
export type { RequestHandler, SdkRequest, SdkResponse, SendOptions } from "./http.js";

/** A configuration as clients hold it: what may be a function is one. */
// The library's too, or callbacks of `send` would get no types.
export type ServiceClientResolvedConfig = ResolvedSettings &
  SmithyResolvedConfiguration<SendOptions>;

/** What is known of a response, under the names of AWS SDK v3. */
export type ResponseMetadata = ServiceException["$metadata"];

/** An output with what is known of its response. */
export interface MetadataBearer {
  $metadata: ResponseMetadata;
}

/** What the constructors of exceptions take, beside the members of their own. */
export interface ExceptionOptions {
  readonly name?: string | undefined;
  readonly $fault?: "client" | "server" | undefined;
  readonly $metadata: ResponseMetadata;
  readonly message?: string | undefined;
}

/** An error that a service returned, with its members directly on it. */
export class BaseException extends ServiceException {
  constructor(options: ExceptionOptions) {
    const { name = "", $fault = "client", $metadata, message = "", ...members } = options;
    super({ name, $fault, $metadata, message });
    Object.assign(this, members);
  }
}

/** The exceptions of a service: the class of all, and those of the modeled ones by name. */
export interface Exceptions {
  readonly base: typeof BaseException;
  readonly modeled: Readonly<Record<string, typeof BaseException>>;
}

interface Sent {
  readonly operation: AnyOperation;
  readonly options: SendOptions;
  /** What the request is signed for; known once it is written. */
  scope?: SigningScope;
}

/** What the middleware of clients has to know of a command, by the context it is sent in. */
const contexts = new WeakMap<object, Sent>();

/** @throws ConfigError */
function sentIn(context: object): Sent {
  const sent = contexts.get(context);
  if (sent) return sent;
  throw callError("ConfigError", "The command is another package's", { attempts: 0 });
}

/** An operation and its input, to be sent by a client. */
export abstract class ServiceCommand<
  Input extends ClientInput,
  Output extends ClientOutput,
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
> extends Command<Input, Output, ServiceClientResolvedConfig, ClientInput, ClientOutput> {
  override readonly input: Input;
  readonly #operation: AnyOperation;
  readonly #sensitive: readonly string[];

  /** @param sensitive - the members of input and output that are or hold something sensitive */
  constructor(
    operation: AnyOperation,
    input: Input | undefined,
    sensitive: readonly string[] = [],
  ) {
    super();
    // Where it may be left out, all of its members may.
    this.input = input ?? ({} as Input);
    this.#operation = operation;
    this.#sensitive = sensitive;
  }

  override resolveMiddleware(
    stack: Client<
      SendOptions,
      ClientInput,
      ClientOutput,
      ServiceClientResolvedConfig
    >["middlewareStack"],
    { logger, requestHandler, serviceId }: ServiceClientResolvedConfig,
    options: SendOptions = {},
  ): ReturnType<Command<Input, Output, unknown>["resolveMiddleware"]> {
    const operation = this.#operation;
    const filter = (value: object) => withoutSensitive(value, this.#sensitive);
    const context = {
      logger,
      clientName: `${serviceId}Client`,
      commandName: `${operation.name}Command`,
      inputFilterSensitiveLog: filter,
      outputFilterSensitiveLog: filter,
    };
    contexts.set(context, { operation, options });
    return stack.concat(this.middlewareStack).resolve(async ({ request }) => {
      try {
        return await requestHandler.handle(request as SdkRequest, options);
      } catch (thrown) {
        const { name } = (thrown ?? {}) as Error;
        throw failure(/^(Abort|Timeout)Error$/.test(name) ? name : "TransportError", thrown);
      }
    }, context);
  }
}

function withoutSensitive(value: object, sensitive: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      member != null && sensitive.includes(name) ? SENSITIVE_STRING : member,
    ]),
  );
}

interface SensitiveFilters {
  readonly inputFilterSensitiveLog?: (input: object) => unknown;
  readonly outputFilterSensitiveLog?: (output: object) => unknown;
}

/** A client of one service that sends commands. */
export class ServiceClient<Input extends object, Output extends MetadataBearer> extends Client<
  SendOptions,
  Input,
  Output,
  ServiceClientResolvedConfig
> {
  constructor(
    service: Service,
    apiVersion: string,
    settings: ServiceClientConfig,
    exceptions: Exceptions,
  ) {
    const logger = settings.logger ?? new NoOpLogger();
    const config = resolveConfig(service, apiVersion, settings, logger);
    super(config);
    const standard = standardRetry({});
    const clock: ClockState = { offset: 0 };
    const stack = this.middlewareStack;

    stack.add(
      (next, context) => async (args) => {
        const { clientName, commandName, inputFilterSensitiveLog, outputFilterSensitiveLog } =
          context as SensitiveFilters & typeof context;
        const call = { clientName, commandName, input: inputFilterSensitiveLog?.(args.input) };
        try {
          const result = await next(args);
          const { $metadata: metadata, ...members } = result.output;
          config.logger.info({ ...call, output: outputFilterSensitiveLog?.(members), metadata });
          return result;
        } catch (error) {
          const { $metadata: metadata } = (error ?? {}) as Partial<MetadataBearer>;
          config.logger.error({ ...call, error, metadata });
          throw error;
        }
      },
      { step: "initialize", name: "loggerMiddleware" },
    );

    stack.add(
      (next, context) => async (args) => {
        const sent = sentIn(context);
        let request;
        try {
          const written = await writeRequest(service, config, sent.operation, args.input);
          ({ request, scope: sent.scope } = written);
        } catch (thrown) {
          throw Object.assign(failure("ConfigError", thrown), { attempts: 0 });
        }
        return next({ ...args, request });
      },
      {
        step: "serialize",
        name: "serializerMiddleware",
        // Those that have a part in the request in AWS SDK v3.
        aliases: [
          "httpAuthSchemeMiddleware",
          "endpointV2Middleware",
          "contentLengthMiddleware",
          "getUserAgentMiddleware",
          "hostHeaderMiddleware",
          "recursionDetectionMiddleware",
        ],
      },
    );

    stack.add(
      (next, context) => async (args) => {
        const { operation, options } = sentIn(context);
        const retries = await retriesOf(clock, config, operation, standard);
        let totalRetryDelay = 0;
        for (let attempt = 1; ; attempt++) {
          try {
            const result = await next(args);
            retries.succeeded(attempt);
            Object.assign(result.output.$metadata, { attempts: attempt, totalRetryDelay });
            return result;
          } catch (thrown) {
            const wait = await retries.failed(thrown, attempt);
            if (wait === undefined) throw withAttempts(thrown, attempt, totalRetryDelay);
            totalRetryDelay += wait;
            try {
              await pause(wait, options.abortSignal);
            } catch (aborted) {
              throw withAttempts(aborted, attempt, totalRetryDelay);
            }
          }
        }
      },
      { step: "finalizeRequest", name: "retryMiddleware", priority: "high" },
    );

    stack.add(
      (next, context) => async (args) => {
        const { operation } = sentIn(context);
        const identity = await config.credentials(operation);
        const { scope = { region: await config.region(), signingName: service.signingName } } =
          sentIn(context);
        const time = systemClock.now() + clock.offset;
        const request = signedRequest(args.request as SdkRequest, scope, identity, time);
        return next({ ...args, request });
      },
      {
        step: "finalizeRequest",
        priority: "high",
        name: "httpSigningMiddleware",
        aliases: ["awsAuthMiddleware"],
      },
    );

    stack.add(
      (next, context) => async (args) => {
        const { operation } = sentIn(context);
        const response = (await next(args)).response as SdkResponse;
        const output = await readResponse(service, operation, response, exceptions);
        return { response, output: output as Output };
      },
      { step: "deserialize", name: "deserializerMiddleware" },
    );
  }
}

/** Waits so many milliseconds. @throws AbortError, as soon as the caller aborts */
function pause(ms: number, caller: AbortSignal | undefined): Promise<void> {
  return within(
    systemClock,
    Infinity,
    Infinity,
    caller,
    (ending) => new Promise((resolve) => (ending.abort = systemClock.after(ms, resolve))),
  );
}

/** The output of a response. @throws ServiceException, ResponseError, TransportError */
async function readResponse(
  service: Service,
  operation: AnyOperation,
  response: SdkResponse,
  exceptions: Exceptions,
): Promise<MetadataBearer> {
  const received = responseFromSdk(response);
  const header = (...names: string[]) => names.map((name) => response.headers[name]).find(Boolean);
  const $metadata = {
    httpStatusCode: response.statusCode,
    requestId: header("x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"),
    extendedRequestId: header("x-amz-id-2"),
    cfId: header("x-amz-cf-id"),
  } as ResponseMetadata;
  const text = await received.text().catch((thrown: unknown) => {
    throw failure("TransportError", thrown);
  });
  try {
    const whole = { ...received, text: () => Promise.resolve(text) };
    return { $metadata, ...((await service.read(operation, whole)) as object) };
  } catch (thrown) {
    const error = exceptionOf(failure("ResponseError", thrown), $metadata, exceptions);
    throw Object.defineProperty(error, "$response", { value: response, enumerable: false });
  }
}

function exceptionOf(error: Failure, $metadata: ResponseMetadata, exceptions: Exceptions): Error {
  const { code, data, $fault, message } = error as unknown as ServiceError<
    string,
    object | undefined
  >;
  if (code === undefined) {
    const { httpStatusCode: statusCode, requestId } = $metadata;
    return Object.assign(error, { $metadata, statusCode, requestId });
  }
  const { base, modeled } = exceptions;
  const Exception = own(modeled, error.name) ?? base;
  const exception = new Exception({ ...data, name: code, $fault, $metadata, message });
  // Where some are sensitive, they are not enumerable; logs are not to show them here either.
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(data ?? {}))) {
    if (!Object.hasOwn(exception, name)) Object.defineProperty(exception, name, member);
  }
  return exception;
}
