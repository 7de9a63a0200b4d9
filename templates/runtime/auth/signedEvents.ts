import { fromHex, hmac, sha256 } from "#platform";
import type { EventBody, EventSigner } from "../contract/events.js";
import type { AuthScheme } from "../contract/service.js";
import { signing } from "./sigv4Auth.js";
import { sign as signTarget } from "./targets.js";

// Signing for services some of whose requests are streams of events.

export { fakeIdentity, identitySource, type AuthConfig, type AuthIdentity } from "./targets.js";

/**
 * As Signature Version 4 alone signs. A body of events goes out with a signature for each, chained to
 * that of the request (https://smithy.io/2.0/aws/amazon-eventstream.html).
 */
export const sign: typeof signTarget = (request, credentials, time, target, signable) => {
  const body = request.body as Partial<EventBody> | undefined;
  if (!body?.open) return signTarget(request, credentials, time, target, signable);
  const headers = {
    ...request.headers,
    "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-EVENTS",
  };
  const signed = signTarget({ ...request, headers }, credentials, time, target, signable);
  const [, region, service, signature] = /\/([^/]*)\/([^/]*)\/aws4_request, .*Signature=(\w+)/.exec(
    signed["authorization"]!,
  )!;
  body.signer = signerOf(
    (day) =>
      [day, region!, service!, "aws4_request"].reduce<string | Uint8Array>(
        (key, part) => fromHex(hmac(key, part)),
        "AWS4" + credentials.secretAccessKey,
      ),
    `/${region}/${service}/aws4_request`,
    signature!,
    time - Date.now(),
  );
  return signed;
};

/**
 * @param keyOf - the key of a day
 * @param scope - what comes after the day
 * @param prior - the signature before the first
 * @param ahead - what the service's clock is ahead, in milliseconds
 */
function signerOf(
  keyOf: (day: string) => string | Uint8Array,
  scope: string,
  prior: string,
  ahead: number,
): EventSigner {
  return {
    now: () => new Date(Date.now() + ahead),
    sign(date, head, message) {
      const time = date.toISOString().replace(/-|:|\..../g, "");
      const day = time.slice(0, 8);
      return (prior = hmac(
        keyOf(day),
        ["AWS4-HMAC-SHA256-PAYLOAD", time, day + scope, prior, sha256(head), sha256(message)].join(
          "\n",
        ),
      ));
    },
  };
}

/** Signature Version 4, beside other schemes: where credentials are set, or in the environment. */
export const signedEventsAuth: AuthScheme = {
  name: "sigv4",
  setting: "credentials",
  identity: (config, isLast) => signing(config, sign, isLast),
};
