/**
 * Bytes that a client gives. Since TypeScript 5.7 there are several types of `Uint8Array`: any of
 * them fits here, to be sent again or to be a fake's answer, and this fits where the platform takes
 * bytes, such as `crypto.subtle`, `Blob` and `fetch`.
 */
export type Bytes = Uint8Array & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one type that goes both ways
  readonly buffer: any;
};
