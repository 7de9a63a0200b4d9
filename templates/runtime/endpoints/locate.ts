import { env } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { HttpRequest } from "../contract/http.js";
import type { AnyOperation, Identity, ProtocolRequest, Service } from "../contract/service.js";

// The last endpoint that was looked at, and its parts: mostly, it is the next one too.
let lastUrl: string | undefined;
let origin: string;
let basePath: string;

/**
 * Finds where a request goes, and completes it, to be signed.
 *
 * @throws ConfigError where settings are missing or wrong, and what the service's rules throw
 */
export async function locate(
  service: Service,
  config: ClientConfig,
  operation: AnyOperation,
  input: unknown,
  identity: () => Promise<Pick<Identity, "accountId">>,
  request: ProtocolRequest,
): Promise<HttpRequest> {
  const { signingName } = service;
  const given = config.region;
  const region =
    (typeof given === "function" ? await given() : given) ||
    env["AWS_REGION"] ||
    env["AWS_DEFAULT_REGION"] ||
    "";
  // It becomes part of host names. Only a service that signs nothing may have none.
  if (region ? !/^[\w-]+$/.test(region) : signingName) {
    misconfigured(`Set region or AWS_REGION: "${region}" is none`);
  }
  const destination = await service.resolveEndpoint(
    (region || undefined)!,
    config,
    operation,
    input,
    identity,
    request,
  );
  const { url } = destination;
  if (lastUrl !== url) {
    // What is signed has to be what is sent, though `fetch` normalizes it. No more is told of an
    // endpoint than what is wrong, since it may hold a password.
    const bad = /[?#\s\\!'()*]|\/(?:\.|%2e){1,2}(?:\/|$)/i.exec(url);
    if (bad) misconfigured(`endpoint must have no "${bad[0]}"`);
    try {
      const parts = new URL(/^https?:\/\/[^/@]+(\/|$)/i.test(url) ? url : "");
      ({ origin } = parts);
      // Without empty segments: who checks the signature may leave them out.
      basePath = parts.pathname.replace(/\/+(?=\/|$)/g, "");
    } catch {
      misconfigured("endpoint must begin with http(s)://host");
    }
    lastUrl = url;
  }
  // In this way, since spreading took a tenth of the client's own time.
  return Object.assign({ origin, region, signingName }, request, destination, {
    path: basePath + request.path,
  });
}
