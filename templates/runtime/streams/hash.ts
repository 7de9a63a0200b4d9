/** A hash of bytes that come one after the other. */
export interface Hash {
  update(bytes: Uint8Array): unknown;
  /** Of all that came; there is nothing to come after it. */
  digest(): Uint8Array;
}
