/**
 * Bytes that a client gives: a `Uint8Array` that `crypto.subtle`, `Blob` and `fetch` take. Since
 * TypeScript 5.7 there are several types of them, of which older versions know no names.
 */
export type Bytes = ReturnType<typeof Uint8Array.of>;

/** Bytes where what is given may be sent again: any `Uint8Array` fits, and they fit where {@link Bytes} do. */
export type AnyBytes = Uint8Array & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one type that goes both ways
  readonly buffer: any;
};
