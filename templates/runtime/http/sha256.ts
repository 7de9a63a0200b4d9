// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), for runtimes whose own are asynchronous.

type Eight = [number, number, number, number, number, number, number, number];

// The first 32 fractional bits of the square and the cube roots of the first 64 primes; made on
// first use. SHA-256 starts from the first eight square roots.
let squareRoots: number[] | undefined;
let cubeRoots: number[];

const utf8 = (data: string | Uint8Array) =>
  typeof data === "string" ? new TextEncoder().encode(data) : data;

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by));

/**
 * The SHA-256, in lower-case hexadecimal, of bytes or of the UTF-8 of a string, in which a lone
 * surrogate counts as U+FFFD.
 */
export function sha256(data: string | Uint8Array): string {
  if (!squareRoots) {
    const primes: number[] = [];
    for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
    const roots = (power: number) => primes.map((p) => ((p ** power % 1) * 2 ** 32) | 0);
    squareRoots = roots(1 / 2);
    cubeRoots = roots(1 / 3);
  }
  let state = squareRoots;
  const bytes = utf8(data);
  // The message, a one bit, zeros until eight bytes are left of a block, and its length in bits.
  const padded = new Uint8Array((bytes.length + 72) & ~63);
  const view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setUint32(padded.length - 4, bytes.length * 8);

  const w = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d, e, f, g, h] = state as Eight;
    for (let i = 0; i < 64; i++) {
      // Both are used only where they exist; so are all the indices below.
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      w[i] =
        i < 16
          ? view.getInt32(block + i * 4)
          : (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) +
            (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)) +
            w[i - 16]! +
            w[i - 7]!;
      h +=
        (g ^ (e & (f ^ g))) +
        (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
        cubeRoots[i]! +
        w[i]!;
      d = (d + h) | 0;
      h = (h + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)))) | 0;
      [a, b, c, d, e, f, g, h] = [h, a, b, c, d, e, f, g];
    }
    state = [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]!) | 0);
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The bytes that hexadecimal digits stand for. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16));

/** The HMAC-SHA-256 of a string's UTF-8, in lower-case hexadecimal. */
export function hmac(key: string | Uint8Array, data: string): string {
  const bytes = utf8(key);
  const block = new Uint8Array(64);
  block.set(bytes.length > 64 ? fromHex(sha256(bytes)) : bytes);
  const pad = (filler: number, message: Uint8Array) =>
    sha256(new Uint8Array([...block.map((byte) => byte ^ filler), ...message]));
  return pad(0x5c, fromHex(pad(0x36, utf8(data))));
}
