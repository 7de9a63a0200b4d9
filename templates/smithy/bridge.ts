import {
  Client,
  Command,
  NoOpLogger,
  SENSITIVE_STRING,
  type SmithyResolvedConfiguration,
} from "@smithy/smithy-client";
import {
  callError,
  failure,
  identitySource,
  type AnyOperation,
  type AuthIdentity,
  type Clock,
  type IdentityOf,
  type Service,
} from "#runtime";
import {
  fullSettings,
  resolveConfig,
  writeRequest,
  type FullSettings,
  type ResolvedSettings,
  type ServiceClientConfig,
} from "./config.js";
import { ended, readResponse, type Exceptions, type MetadataBearer } from "./exceptions.js";
import {
  bounded,
  forOthers,
  isOwn,
  type SdkRequest,
  type SdkResponse,
  type SendOptions,
  type SigningScope,
} from "./http.js";
import { isExpired, ownStrategies, retriesOf, type Retries, type ServiceClock } from "./retry.js";
import { signedRequest } from "./signing.js";

// What AWS SDK v3 offers its users, on the runtime's own parts: a client with a middleware stack, and
// commands to send through it. Steps and names of the middleware are the SDK's, so that code which
// adds its own relative to them finds them.

/** A configuration as clients hold it: what may be a function is one. */
// The library's too, or callbacks of `send` would get no types.
export type ServiceClientResolvedConfig = ResolvedSettings &
  SmithyResolvedConfiguration<SendOptions>;

/** A command that is being sent. */
interface Sent {
  readonly operation: AnyOperation;
  readonly options: SendOptions;
  /** How often the request was sent. */
  attempts: number;
  /** What the request is signed for; known once it is written. */
  scope?: SigningScope;
  /** Who the last attempt was signed by, and with which offset of the clock. */
  identity?: AuthIdentity;
  offset: number;
  /** What the service took for expired, and how it said so. */
  rejected?: { readonly identity: AuthIdentity | undefined; readonly thrown: unknown };
}

/** What the middleware of clients has to know of a command, by the context it is sent in. */
const contexts = new WeakMap<object, Sent>();

/** @throws ConfigError */
function sentIn(service: Service, context: { readonly commandName?: string }): Sent {
  const sent = contexts.get(context);
  if (sent) return sent;
  const facts = { service: service.id, operation: String(context.commandName), attempts: 0 };
  throw callError("ConfigError", "The command is another package's", facts);
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
    const sent: Sent = { operation, options, attempts: 0, offset: 0 };
    contexts.set(context, sent);
    return stack.concat(this.middlewareStack).resolve(async ({ request }) => {
      sent.attempts++;
      try {
        const isOurs = isOwn(requestHandler);
        const given = isOurs ? (request as SdkRequest) : forOthers(request as SdkRequest);
        const told: SendOptions & { operation?: AnyOperation } = isOurs
          ? { ...options, operation }
          : options;
        return await requestHandler.handle(given, told);
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

/** Completes an output that may have a stream. */
export type FinishStream = (
  operation: AnyOperation,
  output: object,
  options: SendOptions,
  facts: object,
) => void;

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
    finishStream?: FinishStream,
  ) {
    const logger = settings.logger ?? new NoOpLogger();
    let found: Promise<FullSettings> | undefined;
    const full = () => (found ??= fullSettings(service, settings));
    let source: IdentityOf<AuthIdentity> | undefined;
    // Where services share a runtime, it is the service that knows.
    const sourceOf: (config: FullSettings, of: Service) => IdentityOf<AuthIdentity> =
      identitySource;
    const identityOf: IdentityOf<AuthIdentity> = async (...call) =>
      (source ??= sourceOf(await full(), service))(...call);
    const config = resolveConfig(service, apiVersion, settings, logger, identityOf, full);
    super(config);
    const { clock } = config;
    const strategies = ownStrategies({ clock, random: settings.random }, service);
    const time: ServiceClock = { clock, offset: 0 };
    const stack = this.middlewareStack;
    const identify = ({ operation, options, rejected }: Sent) =>
      bounded(clock, options, (ending) => identityOf(operation, ending, rejected?.identity));
    const end = (thrown: unknown, { operation, attempts }: Sent, totalRetryDelay = 0) =>
      ended(thrown, { service: service.id, operation: operation.name, attempts, totalRetryDelay });

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
        const sent = sentIn(service, context);
        const identity = () => identify(sent);
        let request;
        try {
          ({ request, scope: sent.scope } = await writeRequest(
            service,
            settings,
            full,
            config,
            sent.operation,
            args.input,
            identity,
          ));
        } catch (thrown) {
          throw end(failure("ConfigError", thrown), sent);
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
        const sent = sentIn(service, context);
        let retries: Retries;
        try {
          retries = await retriesOf(time, config, sent.operation, strategies);
          const { firstDelay } = retries;
          if (firstDelay > 0) await pause(clock, firstDelay, sent.options.abortSignal);
        } catch (thrown) {
          throw end(failure("ConfigError", thrown), sent);
        }
        let totalRetryDelay = 0;
        for (let number = 1; ; number++) {
          let result;
          try {
            result = await next(args);
          } catch (thrown) {
            // There are no credentials but those that have expired, or what was sent is gone.
            const isKnown = thrown === sent.rejected?.thrown || isStream(args);
            const { offset, identity, options } = sent;
            const wait = isKnown ? undefined : await retries.failed({ number, thrown, offset });
            const isLast = wait === undefined || wait < 0;
            if (isLast && !(wait && sent.operation.longPoll))
              throw end(thrown, sent, totalRetryDelay);
            const delay = Math.abs(wait);
            totalRetryDelay += delay;
            try {
              await pause(clock, delay, options.abortSignal);
            } catch (aborted) {
              throw end(aborted, sent, totalRetryDelay);
            }
            if (isLast) throw end(thrown, sent, totalRetryDelay);
            if (isExpired(thrown)) sent.rejected = { identity, thrown };
            continue;
          }
          retries.succeeded(number);
          Object.assign(result.output.$metadata, { attempts: number, totalRetryDelay });
          return result;
        }
      },
      { step: "finalizeRequest", name: "retryMiddleware", priority: "high" },
    );

    stack.add(
      (next, context) => async (args) => {
        const sent = sentIn(service, context);
        const {
          rejected,
          scope = { region: await config.region(), signingName: service.signingName },
        } = sent;
        const identity = await identify(sent);
        if (rejected && identity === rejected.identity) throw rejected.thrown;
        Object.assign(sent, { identity, offset: time.offset });
        const now = clock.now() + time.offset;
        const request = await signedRequest(
          args.request as SdkRequest,
          scope,
          identity,
          now,
          service.prove,
        );
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
        const sent = sentIn(service, context);
        const { operation, options } = sent;
        const response = (await next(args)).response as SdkResponse;
        const output = await readResponse(service, operation, response, exceptions);
        const { httpStatusCode: statusCode, requestId } = output.$metadata;
        const facts = { service: service.id, operation: operation.name, attempts: sent.attempts };
        finishStream?.(operation, output, options, { ...facts, statusCode, requestId });
        return { response, output: output as Output };
      },
      { step: "deserialize", name: "deserializerMiddleware" },
    );
  }
}

/** Whether the body of a request can be sent once. */
const isStream = ({ request }: { readonly request: unknown }): boolean =>
  typeof ((request as SdkRequest).body as Partial<ReadableStream> | undefined)?.getReader ===
  "function";

/** Waits so many milliseconds. @throws AbortError, as soon as the caller aborts */
function pause(clock: Clock, ms: number, abortSignal: AbortSignal | undefined): Promise<void> {
  return bounded(
    clock,
    { abortSignal, requestTimeout: 0 },
    (ending) => new Promise((resolve) => (ending.abort = clock.after(ms, resolve))),
  );
}
