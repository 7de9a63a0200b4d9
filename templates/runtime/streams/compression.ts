import { env } from "#platform";
import type { Bytes } from "../contract/bytes.js";
import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { ProtocolRequest, ResolveEndpoint } from "../contract/service.js";

/** The settings of a client some of whose requests are worth compressing. */
export interface CompressionConfig extends ClientConfig {
  readonly disableRequestCompression?: boolean | undefined;
  readonly requestMinCompressionSizeBytes?: number | undefined;
}

/**
 * Finishes requests as `resolve` does, and compresses the bodies of those operations that take it
 * (https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait), once a call.
 */
export function compressing<Config extends CompressionConfig>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  // A call has one request for all of its attempts.
  const bodies = new WeakMap<ProtocolRequest, Promise<Uint8Array | undefined>>();
  return async (...call) => {
    const [, config, operation, , , request] = call;
    const found = await resolve(...call);
    if (!operation.compressed) return found;
    const compression = bodies.get(request) ?? compressed(config, request);
    bodies.set(request, compression);
    const body = await compression;
    if (!body) return found;
    const headers = found.headers ?? request.headers;
    const encodings = [headers["content-encoding"], "gzip"].filter(Boolean).join(", ");
    return { ...found, headers: { ...headers, "content-encoding": encodings }, body };
  };
}

/** A body in gzip, if it is to be compressed. @throws ConfigError */
async function compressed(
  config: CompressionConfig,
  { body = "" }: ProtocolRequest,
): Promise<Uint8Array | undefined> {
  const disabled =
    config.disableRequestCompression ?? flag(env["AWS_DISABLE_REQUEST_COMPRESSION"] ?? "false");
  // Some runtimes cannot; the service takes the body as it is too.
  if (disabled || !globalThis.CompressionStream) return undefined;
  const least =
    config.requestMinCompressionSizeBytes ??
    Number(env["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES"] || 10_240);
  if (!Number.isInteger(least) || least < 0 || least > 10_485_760) {
    misconfigured("requestMinCompressionSizeBytes has to be a whole number up to 10485760");
  }
  if (typeof body === "object" && !ArrayBuffer.isView(body)) return undefined;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
  return bytes.length < least ? undefined : through(bytes, new CompressionStream("gzip"));
}

/** @throws ConfigError */
function flag(text: string): boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  misconfigured("AWS_DISABLE_REQUEST_COMPRESSION has to be true or false");
}

/** What comes out of a transform of bytes. */
export async function through(
  bytes: Bytes,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
