import { lookup as dnsLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Dispatcher } from "undici";
import { isPrivatelyResolved, shown } from "./address.js";
import { PassingError, SourceError } from "./error.js";

export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** How much is read, before and after decompression; more is an error. */
  readonly maxBytes: number;
  /** The host was not the user's choice: its name must not resolve to a private address. */
  readonly publicOnly: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** What a 200 carries; empty for any other status. */
  readonly body: Uint8Array;
}

/**
 * One GET, no redirect followed.
 *
 * @throws {SourceError} where there is no answer, or not all of it.
 */
export type Exchange = (request: HttpRequest) => Promise<HttpAnswer>;

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An exchange over the network, through the proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`
 * name, in either case. Through a proxy, names are the proxy's to resolve.
 */
export function createExchange(environment: Environment): Exchange {
  const agents = new Map<boolean, Promise<Dispatcher>>();
  const agentFor = (publicOnly: boolean): Promise<Dispatcher> => {
    const agent = agents.get(publicOnly) ?? openAgent(environment, publicOnly);
    agents.set(publicOnly, agent);
    return agent;
  };
  return async (request) => {
    const dispatcher = await agentFor(request.publicOnly);
    try {
      return await get(request, dispatcher);
    } catch (error) {
      throw explained(error, request);
    }
  };
}

async function openAgent(environment: Environment, publicOnly: boolean): Promise<Dispatcher> {
  // Loaded where the network is needed only.
  const { EnvHttpProxyAgent } = await import("undici");
  const variable = (name: string): string =>
    environment[name] ?? environment[name.toUpperCase()] ?? "";
  try {
    return new EnvHttpProxyAgent({
      httpProxy: variable("http_proxy"),
      httpsProxy: variable("https_proxy"),
      noProxy: variable("no_proxy"),
      // A command ends with its last answer: connections are not kept for more.
      pipelining: 0,
      ...(publicOnly && { connect: { lookup: publicLookup } }),
    });
  } catch {
    throw new SourceError("HTTP_PROXY or HTTPS_PROXY is not the URL of a proxy");
  }
}

const publicLookup: LookupFunction = (host, options, callback) => {
  dnsLookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const found = addresses.find(({ address }) => isPrivatelyResolved(address));
    if (found) {
      const message = `it leads to ${host}, a private host (${found.address}), which is not followed`;
      return callback(new SourceError(message), []);
    }
    if (options.all === true) return callback(null, addresses);
    callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  });
};

async function get(request: HttpRequest, dispatcher: Dispatcher): Promise<HttpAnswer> {
  const { url, headers, signal, maxBytes } = request;
  const response = await dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: "GET",
    headers: { ...headers, "accept-encoding": "gzip" },
    signal,
  });
  const header = (name: string): string | undefined => {
    const value = response.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const { statusCode: status, body } = response;
  if (status === 200) return { status, header, body: await read(body, header, maxBytes) };
  // What else it says is for nobody to read, but an answer of any length is not waited for.
  await body.dump({ limit: 65_536, signal });
  return { status, header, body: new Uint8Array() };
}

async function read(
  body: Readable,
  header: (name: string) => string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const refuse = (why: string): SourceError => {
    body.on("error", () => {}).destroy();
    return new SourceError(why);
  };
  const encoding = header("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    throw refuse(`the answer is encoded as ${encoding}, which was not asked for`);
  }
  const tooLong = `the answer is longer than ${Math.floor(maxBytes / 1_048_576)} MB`;
  if (Number(header("content-length") ?? 0) > maxBytes) throw refuse(tooLong);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > maxBytes) return;
      chunks.push(chunk);
    }
  };
  try {
    await pipeline(body, encoding === "gzip" ? createGunzip() : new PassThrough(), collect);
  } catch (error) {
    // Having read enough ends the body too, as an error of its own.
    if (length <= maxBytes) throw error;
  }
  if (length > maxBytes) throw new SourceError(tooLong);
  return Buffer.concat(chunks);
}

/** A failure in words, and whether it may pass. */
function explained(error: unknown, { url, signal }: HttpRequest): unknown {
  if (error instanceof SourceError) return new SourceError(`${shown(url)}: ${error.message}`);
  if (!(error instanceof Error)) return error;
  if (signal.aborted) return new PassingError(`${shown(url)}: no complete answer in time`);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const message = `${shown(url)}: ${sayingWhy(code, error.message)}`;
  return isFinal(code, error.message) ? new SourceError(message) : new PassingError(message);
}

function sayingWhy(code: string, message: string): string {
  if (code.startsWith("Z_")) return "the compressed answer is damaged or cut off";
  const status = PROXY_REFUSAL.exec(message)?.[1];
  if (status !== undefined) return `the proxy answers with status ${status}`;
  return `no answer, or not all of it (${message === "" ? code : `${message}, ${code}`})`;
}

const PROXY_REFUSAL = /^Proxy response \((\d+)\)/;

/** What is as it is: a certificate that is not trusted, a proxy that refuses, a header that is none. */
function isFinal(code: string, message: string): boolean {
  return (
    /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|UND_ERR_INVALID_)/.test(code) ||
    PROXY_REFUSAL.exec(message)?.[1]?.startsWith("4") === true
  );
}
