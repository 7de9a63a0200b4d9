import type { HttpResponse } from "../../contract/http.js";
import { reserved } from "../../http/reserved.js";
import { at, mismatch, own, readObject, type WireObject } from "../../serde/structure.js";
import {
  setMember,
  type AlwaysFound,
  type Draft,
  type Found,
  type MemberWriter,
} from "./message.js";

// Where members of messages are bound to. `to…` writes them there, `from…` finds them there.

type Write<T> = (value: T) => unknown;
type Read<T> = (value: never) => T;

/** Text that a URI can have. */
function forUri(value: unknown): string {
  const text = String(value);
  // No half of a character, which has no UTF-8.
  return /[\uD800-\uDFFF]/u.test(text) ? mismatch("text of whole characters, for the URI") : text;
}

/** A label of the URI of the same name. */
export const toLabel =
  <T>(name: string, write: Write<T>): MemberWriter<T> =>
  (value, { labels }) => {
    labels[name] = forUri(write(value)) || mismatch("a value that is not empty, for the URI");
  };

/** A parameter of the query; a list, as many as it has items. */
export const toQuery =
  <T>(name: string, write: Write<T>): MemberWriter<T> =>
  (value, { query }) => {
    for (const item of [write(value)].flat()) query.push([name, forUri(item)]);
  };

/** Parameters by their names, which give way to those of other members. */
export const toQueryParams =
  <T>(write: Write<T>): MemberWriter<T> =>
  (value, { params }) => {
    for (const [name, items] of Object.entries(write(value) as WireObject)) {
      at([name], items, () => {
        for (const item of [items].flat()) params.push([forUri(name), forUri(item)]);
      });
    }
  };

/** A header. */
export const toHeader =
  <T>(name: string, write: Write<T>): MemberWriter<T> =>
  (value, { headers }) => {
    const text = String(write(value));
    headers[name] = /^[\t -~]*$/.test(text) ? text : mismatch("visible ASCII, for a header");
  };

/** Headers by what follows `prefix` in their names. Those of other members come before them. */
export const toPrefixHeaders =
  <T>(prefix: string, write: Write<T>): MemberWriter<T> =>
  (value, draft) => {
    for (const [name, item] of Object.entries(write(value) as WireObject)) {
      const header = (prefix + name).toLowerCase();
      at([name], item, () => {
        // Before its case is changed: some letters have ASCII in the other.
        const isToken = /^(?!__proto__$)[!#-'*+.^`|~\w-]+$/i.test(prefix + name);
        if (!isToken || reserved.test(header)) {
          mismatch("a key that makes the name of a header, and of none that the client sets");
        }
        if (!Object.hasOwn(draft.headers, header)) toHeader(header, String)(item, draft);
      });
    }
  };

/** The whole body's document. */
export const toPayload =
  <T>(write: Write<T>): MemberWriter<T> =>
  (value, draft) => {
    draft.document = write(value);
  };

/**
 * The whole body, as it is; `type` is its media type where no member says another. A stream is made
 * what can be sent when the request is completed.
 */
export const toContent =
  <T>(type: string, write: Write<T>): MemberWriter<T> =>
  (value, draft) => {
    draft.body = write(value) as Draft["body"];
    draft.headers["content-type"] ??= type;
  };

/** A member of the document by another name. */
export const toNamed =
  <T>(name: string, write: Write<T>): MemberWriter<T> =>
  (value, draft) => {
    setMember(draft, name, write(value));
  };

/** A member of the document that has another name there. */
export const fromNamed = <T>(name: string, read: Read<T>): Found<T> => ({
  from: (message) => own(readObject(message.document() ?? {}), name),
  read: read,
});

export const fromHeader = <T>(name: string, read: Read<T>): Found<T> => ({
  from: ({ headers }) => headers.get(name),
  read: read,
});

export const fromPrefixHeaders = <T>(prefix: string, read: Read<T>): Found<T> => ({
  from({ headers }) {
    const names = [...(headers.keys?.() ?? [])].filter((name) => name.startsWith(prefix));
    return Object.fromEntries(names.map((name) => [name.slice(prefix.length), headers.get(name)]));
  },
  read: read,
});

/** The response's status. */
export const fromStatus: Found<number> = {
  from: ({ status }) => status,
  read: (value) => value as number,
};

export const fromPayload = <T>(read: Read<T>): Found<T> => ({
  from: (message) => message.document(),
  read: read,
});

/** The whole body as bytes; an empty one is none. */
export const fromContent = <T>(read: Read<T>): Found<T> => ({
  from: ({ bytes }) => (bytes.length > 0 ? bytes : undefined),
  read: read,
});

/** The whole body, as a stream. */
export const fromStream = <T>(read: (response: HttpResponse) => T): AlwaysFound<T> =>
  ({ from: ({ response }) => response, read: read as Read<T> }) satisfies Found<T> as never;

/** The status of a response, which a fake writes. */
export const toStatus: MemberWriter<number> = (value, draft) => {
  draft.status = value;
};
