import { redirected, shown } from "./address.js";
import { PassingError, SourceError } from "./error.js";
import type { Exchange, HttpAnswer } from "./exchange.js";
import type { Limits } from "./limits.js";

/** The network, and the time that passes there. */
export interface Network {
  readonly exchange: Exchange;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborts after some milliseconds. */
  readonly timeout: (ms: number) => AbortSignal;
  readonly limits: Limits;
}

export interface DownloadRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the copy that is there already. */
  readonly etag?: string | undefined;
  /** Goes to the origin of `url`, and to no other. */
  readonly token?: string | undefined;
  /** What is wrong with a body, if anything is; asking again may then give a right one. */
  readonly problem?: ((body: Uint8Array) => string | undefined) | undefined;
}

export interface Download {
  /** Absent where the copy with the `etag` is still what would come. */
  readonly body?: Uint8Array | undefined;
  readonly etag?: string | undefined;
}

/**
 * Downloads a URL: follows redirects, tries again what may pass, within the network's limits.
 *
 * @throws {SourceError} saying of the last attempt why it failed.
 */
export async function download(request: DownloadRequest, network: Network): Promise<Download> {
  const { limits, now, sleep } = network;
  const end = now() + limits.totalMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryOnce(request, network, Math.min(limits.attemptMs, end - now()));
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      const wait = error.afterMs ?? 1000 * 2 ** (attempt - 1);
      const giveUp = (why: string): SourceError => new SourceError(`${error.message}; ${why}`);
      if (attempt >= limits.attempts) throw giveUp(`tried ${attempt} times`);
      if (wait > limits.maxWaitMs) throw giveUp(`it asks to wait for ${inWords(wait)}`);
      if (now() + wait >= end) throw giveUp(`${inWords(limits.totalMs)} are over`);
      await sleep(wait);
    }
  }
}

async function tryOnce(request: DownloadRequest, network: Network, ms: number): Promise<Download> {
  const { url: start, token, etag, headers, problem } = request;
  const { exchange, limits } = network;
  const signal = network.timeout(ms);
  let url = start;
  for (let redirects = 0; ; redirects++) {
    const answer = await exchange({
      url,
      headers: {
        ...headers,
        ...(etag !== undefined && { "if-none-match": etag }),
        ...(token !== undefined && url.origin === start.origin && bearer(token)),
      },
      signal,
      maxBytes: limits.maxBytes,
      publicOnly: url.hostname !== start.hostname,
    });
    if (REDIRECTS.has(answer.status)) {
      if (redirects >= limits.redirects) {
        throw new SourceError(`${shown(start)} redirects more than ${limits.redirects} times`);
      }
      url = redirected(start, url, answer.header("location"));
      continue;
    }
    if (answer.status === 304 && etag !== undefined) return { etag };
    if (answer.status !== 200) throw failed(url, answer, network, token !== undefined);
    const wrong = problem?.(answer.body);
    if (wrong !== undefined) throw new PassingError(`${shown(url)}: ${wrong}`);
    return { body: answer.body, etag: answer.header("etag") };
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Why a status is not what was hoped for, in the words of who has to do something about it. */
function failed(
  url: URL,
  { status, header }: HttpAnswer,
  { now }: Network,
  hasToken: boolean,
): SourceError {
  const at = shown(url);
  if (status === 404 || status === 410)
    return new SourceError(`${at}: there is nothing (${status})`);
  if (status === 401)
    return new SourceError(`${at}: access is refused (401)${tokenHint(hasToken)}`);
  if ((status === 403 || status === 429) && header("x-ratelimit-remaining") === "0") {
    const seconds = Number(header("x-ratelimit-reset")) - now() / 1000;
    const until = seconds > 0 ? ` for ${inWords(seconds * 1000)}` : "";
    const hint = hasToken ? "" : "; GITHUB_TOKEN in the environment, with any token, allows more";
    return new SourceError(`${at}: no more requests are allowed${until} (${status})${hint}`);
  }
  const afterMs = retryAfter(header("retry-after"), now());
  // GitHub's secondary limits answer with 403 and say when to come back.
  if (PASSING.has(status) || (status === 403 && afterMs !== undefined)) {
    return new PassingError(`${at}: the server answers with status ${status}`, afterMs);
  }
  if (status === 403) return new SourceError(`${at}: access is refused (403)`);
  return new SourceError(`${at}: the server answers with status ${status}, not with a file`);
}

function tokenHint(hasToken: boolean): string {
  return hasToken ? "; look at GITHUB_TOKEN in the environment" : "";
}

/** The milliseconds of a `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Dates start with the name of a day; what else parses as one is none here.
  const date = /^[A-Z]/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
