import { writeBlob } from "../serde/base64.js";
import { md5 } from "../http/md5.js";
import type { ResolveEndpoint } from "../contract/service.js";

/**
 * Finishes requests as `resolve` does, and adds the checksum of the body to those that need one
 * (https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait), unless the caller has.
 */
export function contentMd5<Config>(resolve: ResolveEndpoint<Config>): ResolveEndpoint<Config> {
  return async (...call) => {
    const [, , operation, , , request] = call;
    const found = await resolve(...call);
    const headers = found.headers ?? request.headers;
    const { body = "" } = found.body === undefined ? request : found;
    // A stream is gone once it was read.
    const isWhole = typeof body === "string" || ArrayBuffer.isView(body);
    if (!operation.checksumRequired || !isWhole || headers["content-md5"]) return found;
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    return { ...found, headers: { ...headers, "content-md5": writeBlob(md5(bytes)) } };
  };
}
