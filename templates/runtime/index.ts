// What the fake service and the bridge to AWS SDK v3 take from the runtime, as `#runtime`. A package
// has a module of its own in this one's place, with all that its sources take.

export {
  fakeIdentity,
  identitySource,
  sign,
  type AuthConfig,
  type AuthIdentity,
} from "./auth/auth.js";
export { builtin } from "./contract/builtin.js";
export { canonicalTarget } from "./auth/canonical.js";
export type { Credentials, CredentialsProvider } from "./auth/credentials.js";
export { sigv4Auth } from "./auth/sigv4Auth.js";
export { reserved } from "./http/reserved.js";
export { encode } from "./http/uri.js";
export { noAuth } from "./auth/schemes.js";
export type { CallOptions, ClientConfig, Interceptor } from "./contract/config.js";
export { systemClock, type Clock } from "./contract/clock.js";
export type { Ending } from "./contract/ending.js";
export { asStream, isBlob, type StreamInput } from "./streams/streamInput.js";
export { follow } from "./streams/following.js";
export { streamOutput, type StreamOutput } from "./streams/streamOutput.js";
export { chunksOf } from "./streams/chunks.js";
export { idleError, idleMs, type StreamConfig } from "./streams/idle.js";
export { lengthOf } from "./streams/length.js";
export type { Result } from "./contract/result.js";
export { through } from "./streams/compression.js";
export type { EventFormat, EventOperation } from "./contract/events.js";
export { eventsAnswered, eventsAsked } from "./streams/eventServing.js";
export { misconfigured, type Endpoint } from "./contract/endpoint.js";
export {
  CallError,
  callError,
  failure,
  isFailure,
  type AbortError,
  type ClientError,
  type ConfigError,
  type CredentialsError,
  type Failure,
  type InputError,
  type Metadata,
  type ResponseError,
  type ServiceError,
  type TimeoutError,
  type TransportError,
  type UnmodeledServiceError,
} from "./contract/errors.js";
export type {
  ByteStream,
  Fetch,
  FetchInit,
  HttpRequest,
  HttpResponse,
  Kept,
  RequestHints,
  Transport,
  TransportConfig,
} from "./contract/http.js";
export type {
  AnyOperation,
  Client,
  ErrorShape,
  IdentityOf,
  Operation,
  Service,
} from "./contract/service.js";
export { createClient } from "./call/client.js";
export { checkHeaders, writeInput } from "./call/request.js";
export { batchesOf, forEach, pause, type BatchOptions } from "./call/rounds.js";
export { locate } from "./endpoints/locate.js";
export { adaptiveRetry } from "./call/adaptiveRetry.js";
export { retryKind, standardRetry } from "./call/retry.js";
export type { RetryKind, RetryStrategy } from "./contract/retry.js";
export type { Draft, Found, Message } from "./protocols/http/message.js";
export { readJsonText } from "./protocols/jsonText.js";
export { encodeCbor } from "./serde/cbor.js";
export { decodeBigCbor } from "./serde/cborBigNumbers.js";
export { parse, stringify } from "./serde/digits.js";
export { parseXml, toXml } from "./serde/xml.js";
export { asLong, asString, readInteger, writeInteger } from "./serde/json.js";
export {
  at,
  fill,
  listOf,
  mapOf,
  mismatch,
  own,
  readMembers,
  readObject,
  tagOf,
  writeMembers,
  type WireObject,
} from "./serde/structure.js";
export { within } from "./call/within.js";
export { firstInput, tokens, type Pagination } from "./call/paginate.js";
export { wait } from "./call/wait.js";
export type { Waiter } from "./call/waiters.js";
