// What the fake service and the bridge to AWS SDK v3 take from the runtime, as `#runtime`. A package
// has a module of its own in this one's place, with all that its sources take.

export {
  fakeIdentity,
  identitySource,
  noRegion,
  sign,
  type AuthConfig,
  type AuthIdentity,
} from "./auth.js";
export { canonicalTarget, encode, signable } from "./canonical.js";
export type { ClientConfig } from "./client.js";
export { systemClock } from "./clock.js";
export { through } from "./compression.js";
export { configError } from "./endpoint.js";
export { CallError, callError, failure, type InputError, type ServiceError } from "./errors.js";
export { markNumbers, stringify } from "./exactJson.js";
export type { Fetch, FetchInit, HttpRequest, HttpResponse } from "./http.js";
export type { AnyOperation, ErrorShape, Service } from "./protocol.js";
export { codeOf } from "./renamed.js";
export { requestOf } from "./request.js";
export { retryKind, standardRetry, type RetryKind, type RetryStrategy } from "./retry.js";
export { mismatch, own, readObject, under, type WireObject } from "./serde.js";
export { within } from "./within.js";
