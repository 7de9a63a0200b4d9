/** What the runtime is told of an operation that has a stream of events. */
export interface EventOperation {
  /** The stream of the input. */
  readonly sends?: EventStream;
  /** The stream of the output. */
  readonly receives?: EventStream;
}

/** A member that is a stream of events. */
export interface EventStream {
  /** Over an RPC protocol, the other members are an event before the others. */
  readonly initial?: true;
  /** The names of errors by those of the events that they are. */
  readonly exceptions?: Readonly<Record<string, string>>;
}

/** A body of events, each of which is made when it is to be sent. */
export interface EventBody extends ReadableStream<Uint8Array> {
  /** Signs its messages, where the request is signed; another for each attempt. */
  signer?: EventSigner | undefined;
  /** What the caller's events failed with. */
  readonly failed: Error | undefined;
  /** The events as an attempt sends them. */
  open(): ReadableStream<Uint8Array>;
}

/** The form that events have in a service's protocol. */
export interface EventFormat {
  /** The media type of events that are a document. */
  readonly type: string;
  readonly write: (document: unknown) => string | Uint8Array;
  /** @throws where the bytes are no such document */
  readonly read: (bytes: Uint8Array) => unknown;
}

/** Signs one message after the other, each with what was signed before. */
export interface EventSigner {
  /** The service's time. */
  now(): Date;
  /**
   * The signature, in hexadecimal.
   *
   * @param head - the header that tells the date, as it is sent
   */
  sign(date: Date, head: Uint8Array, message: Uint8Array): string;
}
