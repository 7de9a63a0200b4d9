import type { FakeProtocol } from "./fake.js";
import type { RequestMessage } from "./http.js";

/**
 * A protocol at the service's end, for requests whose endpoint has the bucket: before the host of S3,
 * or of the fake's `config`, or first in the path.
 */
export const fakeS3 = (protocol: FakeProtocol): FakeProtocol => ({
  ...protocol,
  async readRequest(service, url, ...rest) {
    const { hostname, pathname, search } = new URL(url);
    const [, ofHost] = /^(.+)\.(?:s3[.-]|fake\.invalid$)/.exec(hostname) ?? [];
    const [, ofPath, below = ""] = /^\/([^/]+)\/?([^]*)$/.exec(ofHost ? "" : pathname) ?? [];
    const path = ofPath ? "/" + below : pathname;
    const asked = await protocol.readRequest(service, `https://s3${path}${search}`, ...rest);
    const [name, message] = asked as [string | undefined, RequestMessage];
    const Bucket = ofHost ?? decodeURIComponent(ofPath ?? "");
    return [name, { ...message, labels: { ...message.labels, ...(Bucket && { Bucket }) } }];
  },
  writeOutput(output, operation, json) {
    const response = protocol.writeOutput(output, operation, json);
    // What the client puts into one more element has none here.
    const { body } = response;
    if (!("prepare" in operation) || typeof body !== "string") return response;
    return { ...response, body: body.replace(/^<(\w+)[^>]*>([^]*)<\/\1>$/, "$2") };
  },
});
