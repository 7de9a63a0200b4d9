/** What errors tell of a call: the service, the operation, and what is known of it (`Metadata`). */
export type Facts = object;

/** Has a stream end with a call's signal, and its errors tell which call it was. */
type Follow = (signal: AbortSignal | undefined, facts: Facts) => void;

const follows = new WeakMap<object, Follow>();

/** A stream that outlives the call that it comes from, and what has it follow that. */
export function following<Stream extends object>(stream: Stream, by: Follow): Stream {
  follows.set(stream, by);
  return stream;
}

/** Has a stream follow its call, if it can. */
export const follow = (stream: unknown, ...call: Parameters<Follow>): void =>
  follows.get(stream as object)?.(...call);

/** An error with what it tells of its call, as errors of calls have it. */
export function told(error: Error, facts: Facts): Error {
  const {
    service: _service,
    operation: _operation,
    ...metadata
  } = facts as Readonly<Record<string, unknown>>;
  Object.assign(error, facts);
  // As AWS SDK v3 has it; hidden, since it says nothing new.
  return Object.defineProperty(error, "$metadata", {
    value: { ...metadata, httpStatusCode: metadata["statusCode"] },
    enumerable: false,
  });
}
