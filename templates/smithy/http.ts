import { closeIdle, transport } from "#platform";
import {
  builtin,
  encode,
  isFailure,
  within,
  type AnyOperation,
  type ByteStream,
  type Clock,
  type Ending,
  type HttpRequest,
  type HttpResponse,
  type Kept,
  type RequestHints,
  type Service,
  type TransportConfig,
} from "#runtime";

/** A request as the middleware of AWS SDK v3 sees it; its `HttpRequest.isInstance` knows it. */
export interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number | undefined;
  path: string;
  query: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
  /** What else the runtime's transport goes by. */
  hints?: object;
}

/** A response as the middleware of AWS SDK v3 sees it. */
export interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body?: unknown;
}

/** What `send` takes beside the command. */
export interface SendOptions {
  /** Ends the call at once. */
  abortSignal?: AbortSignal | undefined;
  /** Bound of one attempt, in milliseconds; 0 for none. Default 30,000. */
  requestTimeout?: number | undefined;
}

/** What of that handlers are told. */
export interface HandlerOptions {
  // Not `undefined`, or handlers whose types do not take that would not fit.
  abortSignal?: AbortSignal;
  requestTimeout?: number;
}

/** Sends requests, such as `NodeHttpHandler` of `@smithy/node-http-handler`. */
export interface RequestHandler<Options = HandlerOptions> {
  // A method, so that handlers fit which take classes of their own.
  handle(request: SdkRequest, options?: Options): Promise<{ response: SdkResponse }>;
  destroy?(): void;
}

/** How the client's own handler is set up. */
export interface RequestHandlerOptions {
  /** Bound of one attempt, in milliseconds; 0 for none. Default 30,000. */
  readonly requestTimeout?: number | undefined;
  /** On Node, bound of connecting, TLS included, in milliseconds; 0 for none. Default that of the attempt. */
  readonly connectionTimeout?: number | undefined;
  /** As it always does here. */
  readonly throwOnRequestTimeout?: true | undefined;
}

/** Where requests go, taken apart. */
export interface EndpointParts {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
}

/** @throws TypeError where it is not a URL. */
export function endpointParts(url: string | URL): EndpointParts {
  const { protocol, hostname, port, pathname: path } = new URL(url);
  return { protocol, hostname, port: port ? Number(port) : undefined, path };
}

/** The URL without path: `https://kms.eu-west-1.amazonaws.com`. @throws TypeError */
export const originOf = ({ protocol, hostname, port }: Omit<EndpointParts, "path">): string =>
  new URL(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`).origin;

/** A request of the runtime in the SDK's terms. */
export function toSdk(given: HttpRequest): SdkRequest {
  const { method, origin, path: target, headers, body, ...hints } = given;
  const { protocol, hostname, port } = endpointParts(origin);
  const [path = "", query = ""] = target.split(/\?([^]*)/, 2);
  return {
    method,
    protocol,
    hostname,
    port,
    path,
    query: parseQuery(query),
    headers: { ...headers },
    body,
    hints,
  };
}

/** What a request is signed for. */
export type SigningScope = Pick<
  HttpRequest,
  "region" | "signingName" | "scheme" | "regionSet" | "pathAsIs"
> &
  Pick<RequestHints, "session">;

/** A request of the SDK in the runtime's terms, to be signed. */
export function fromSdk(request: SdkRequest, scope: SigningScope): HttpRequest {
  const { region, signingName, scheme, regionSet, session, pathAsIs } = scope;
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  const query = printQuery(request.query);
  return {
    method: request.method,
    origin: originOf(request),
    path: request.path + (query && `?${query}`),
    region,
    signingName,
    scheme,
    regionSet,
    session,
    pathAsIs,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: request.body as HttpRequest["body"],
  };
}

function parseQuery(query: string): SdkRequest["query"] {
  const values = new Map<string, string | string[] | null>();
  for (const pair of query.split("&").filter(Boolean)) {
    const [name = "", value] = pair.split(/=([^]*)/, 2).map(decodeURIComponent);
    const known = values.get(name);
    values.set(name, known === undefined ? (value ?? null) : [known ?? "", value ?? ""].flat());
  }
  return Object.fromEntries(values);
}

function printQuery(query: SdkRequest["query"]): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      [value].flat().map((one) => {
        const key = encode(name);
        return one === null ? key : `${key}=${encode(one)}`;
      }),
    )
    .join("&");
}

/** Sends requests through the runtime's own transport, or by `fetch` where one is given. */
export function createHandler(
  { requestTimeout, connectionTimeout }: RequestHandlerOptions,
  clock: Clock,
  config: () => Promise<TransportConfig>,
  { transport: send = transport }: Service,
): RequestHandler<SendOptions & Sent> {
  const connecting = connectionTimeout !== undefined && {
    connectTimeoutMs: connectionTimeout || Infinity,
  };
  const handler: RequestHandler<SendOptions & Sent> = {
    handle: (request, { operation, ...options } = {}) =>
      // What may take as long as it likes is bounded by how long it stands still.
      bounded(
        clock,
        { requestTimeout: requestTimeout ?? operation?.timeoutMs, ...options },
        async (ending) => {
          const { method, origin, path, headers, body } = fromSdk(request, unscoped);
          const signed = { ...request.hints, method, origin, path, headers: { ...headers }, body };
          const response = await send(signed, ending, { ...(await config()), ...connecting });
          return {
            response: {
              statusCode: response.status,
              headers: headersByName(response.headers),
              body:
                streamOf(response, operation) ?? (await (response.bytes?.() ?? response.text())),
            },
          };
        },
      ),
    // Clients share connections: one that goes on opens another.
    destroy: closeIdle,
  };
  own.add(handler);
  return handler;
}

const own = new WeakSet<object>();

/** Whether a handler is the runtime's, which is told the operation too. */
export const isOwn = (handler: object): boolean => own.has(handler);

/** A request as handlers of AWS SDK v3 take it: on Node, its body is a stream of Node. */
export function forOthers(request: SdkRequest): SdkRequest {
  const body = request.body as Partial<ReadableStream> | undefined;
  const node = builtin("node:stream");
  if (!body?.getReader || !node) return request;
  const copy = Object.create(request) as SdkRequest;
  return Object.assign(copy, { body: node.Readable.fromWeb(body as never) });
}

/** What the client's own handler knows of a request beside it. */
interface Sent {
  readonly operation?: AnyOperation;
}

/** The connections of bodies that outlive their calls. */
const connections = new WeakMap<object, Kept>();

/** The body of a success that is to be read as a stream. */
function streamOf(response: HttpResponse, operation?: AnyOperation): unknown {
  const { status, body } = response;
  if (!isStreamed(operation, status) || !body) return undefined;
  const kept = response.keep?.();
  if (kept) connections.set(body, kept);
  return body;
}

/** Whether the body of a response is a stream to callers. */
export const isStreamed = (operation: AnyOperation | undefined, status: number): boolean =>
  operation?.streams !== undefined && status >= 200 && status < 300;

const unscoped: SigningScope = { region: "", signingName: "" };

/** What `work` gives, unless the caller aborts or its time runs out. @throws AbortError, TimeoutError */
export function bounded<T>(
  clock: Clock,
  { abortSignal, requestTimeout = 30_000 }: SendOptions,
  work: (ending: Ending) => Promise<T>,
): Promise<T> {
  return within(clock, requestTimeout || Infinity, Infinity, abortSignal, work).catch(
    (thrown: unknown) => {
      // `within` names the setting of the runtime's own clients.
      const ranOut = isFailure(thrown) && thrown.name === "TimeoutError";
      throw ranOut ? Object.assign(thrown, { message: "requestTimeout ran out" }) : thrown;
    },
  );
}

/** A transport tells headers by name; here they are an object's properties. */
function headersByName(headers: HttpResponse["headers"]): Record<string, string> {
  const get = (name: string | symbol) =>
    typeof name === "string" ? (headers.get(name) ?? undefined) : undefined;
  const known = [...(headers.keys?.() ?? [])].map((name) => [name, get(name)]);
  return new Proxy(Object.assign(Object.create(null), Object.fromEntries(known)) as never, {
    get: (_, name) => get(name),
    has: (_, name) => get(name) !== undefined,
  });
}

/** A response of the SDK in the runtime's terms. */
export function responseFromSdk({ statusCode, headers, body }: SdkResponse): HttpResponse {
  const kept = connections.get(body as object);
  const stream = body as Partial<ReadableStream & AsyncIterable<Uint8Array>> | undefined;
  return {
    status: statusCode,
    get body() {
      const isStream = stream?.getReader ?? stream?.[Symbol.asyncIterator];
      return isStream ? (body as ByteStream) : new Response(body as BodyInit).body;
    },
    ...(kept && { keep: () => kept }),
    headers: { get: (name) => headers[name] ?? null, keys: () => Object.keys(headers) },
    // Handlers other than ours give streams.
    text: async () => (typeof body === "string" ? body : new Response(body as BodyInit).text()),
    bytes: async () => new Uint8Array(await new Response(body as BodyInit).arrayBuffer()),
  };
}
