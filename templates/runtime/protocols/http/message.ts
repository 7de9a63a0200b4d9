import type { HttpResponse } from "../../contract/http.js";
import type { ProtocolRequest } from "../../contract/service.js";
import { at, own, readObject, type WireObject } from "../../serde/structure.js";

// Messages whose members are bound to parts of HTTP (https://smithy.io/2.0/spec/http-bindings.html).

/** What a message is written to. */
export interface Draft {
  /** What stands for the URI's labels, by their names. */
  readonly labels: Record<string, string>;
  readonly query: (readonly [name: string, value: string])[];
  /** Parameters that give way to those of `query`. */
  readonly params: (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  /** A response's. */
  status?: number;
  /** The members without a binding, or the value of the one that is the whole body. */
  document?: unknown;
  /** A body that is sent as it is. */
  body?: ProtocolRequest["body"];
}

/** What a message is read from. */
export interface Message extends Pick<HttpResponse, "headers"> {
  readonly status: number;
  /** The body; none where that is read as a stream. */
  readonly bytes: Uint8Array;
  readonly response: HttpResponse;
  /** The value of the body; absent where it is empty. @throws ResponseError where it cannot be read */
  document(): unknown;
}

/** Writes a member where it belongs, or gives what it is in the body's document. */
export type MemberWriter<T> = (value: T, draft: Draft) => unknown;

/** Finds a member elsewhere than in the body's document, and reads it. */
export interface Found<T> {
  from(message: Message): unknown;
  read(this: void, value: unknown): T;
}

/** The same of one that every message has. */
export interface AlwaysFound<T> extends Found<T> {
  /** For the compiler alone. */
  readonly isAlways: true;
}

/** Writers of the members of a message: of all that it has, and no others. */
type MessageWriters<T> = { readonly [Name in keyof T]-?: MemberWriter<NonNullable<T[Name]>> };

/** Readers of the members of a message. */
export type MessageReaders = Readonly<Record<string, ((value: never) => unknown) | Found<unknown>>>;
type ReadBy<R> = R extends Found<infer T> ? T : R extends (value: never) => infer T ? T : never;

/** Writes a message that has a body, if only an empty document. @throws InputError */
export const writeMessage = <T extends object>(input: T, writers: MessageWriters<T>): Draft =>
  draftOf(input, writers, {});

/** Writes a message none of whose members are in a document. @throws InputError */
export const writeHead = <T extends object>(input: T, writers: MessageWriters<T>): Draft =>
  draftOf(input, writers);

/** The writer of a message that is nothing but a document, by the writer of that. */
export const inBody =
  <T>(write: (value: T) => unknown): ((value: T) => Draft) =>
  (value) => ({ ...emptyDraft(), document: write(value) });

const emptyDraft = (): Draft => ({ labels: {}, query: [], params: [], headers: {} });

function draftOf(input: object, writers: object, members?: object): Draft {
  const draft = { ...emptyDraft(), document: members };
  const object = readObject(input);
  for (const [name, write] of Object.entries(writers) as [string, MemberWriter<unknown>][]) {
    const value = own(object, name);
    if (value == null) continue;
    const written = at(name, value, () => write(value, draft));
    if (written !== undefined) setMember(draft, name, written);
  }
  return draft;
}

/** Sets a member of the document; also one called `__proto__`, of which an assignment makes none. */
export function setMember(draft: Draft, name: string, value: unknown): void {
  draft.document = { ...(draft.document as object), [name]: value };
}

/**
 * Reads the members of a message: those named in `readers`, and no others, from where they are bound
 * to, or from the document.
 *
 * @throws ResponseError
 */
export function readMessage<R extends MessageReaders>(
  message: unknown,
  readers: R,
): { [Name in keyof R]?: NonNullable<ReadBy<R[Name]>> } & {
  [Name in keyof R as R[Name] extends AlwaysFound<unknown> ? Name : never]: ReadBy<R[Name]>;
};
export function readMessage(given: unknown, readers: MessageReaders): object {
  // Parsed once, whichever members ask for it.
  let parsed: { readonly body: unknown } | undefined;
  const message: Message = {
    ...(given as Message),
    document: () => (parsed ??= { body: (given as Message).document() }).body,
  };
  let document: WireObject | undefined;
  return Object.fromEntries(
    Object.entries(readers).flatMap(([name, reader]) => {
      const isBound = typeof reader === "object";
      const value = isBound
        ? reader.from(message)
        : own((document ??= readObject(message.document() ?? {})), name);
      if (value == null) return [];
      const read = (isBound ? reader.read : reader) as (value: unknown) => unknown;
      return [[name, at(name, value, read)]];
    }),
  );
}

/** The reader of a message that is nothing but a document, by the reader of that. */
export const fromBody =
  <T>(read: (value: unknown) => T): ((message: unknown) => T) =>
  (message) =>
    read((message as Message).document() ?? {});
