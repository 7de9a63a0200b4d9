import { builtin } from "../contract/builtin.js";
import { digestOf } from "./crc.js";
import type { Hash } from "./hash.js";

// SHA-1 and SHA-256 (FIPS 180-4) of bytes that come one after the other, which WebCrypto has none of.

type Eight = [number, number, number, number, number, number, number, number];

/** Takes a block into the state: its sixteen words stand first in `w`, which has room for others. */
type Compress = (state: Int32Array, w: Int32Array) => void;

/** SHA-1, by Node where that is there. For checksums; it proves nothing. */
export const sha1 = (): Hash =>
  native("sha1") ??
  blockwise(Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0), sha1Block);

/** SHA-256, by Node where that is there. */
export const sha256 = (): Hash =>
  native("sha256") ?? blockwise(roots(1 / 2).slice(0, 8), sha256Block);

const native = (name: string): Hash | undefined => builtin("node:crypto")?.createHash(name);

function blockwise(state: Int32Array, compress: Compress): Hash {
  const rest = new Uint8Array(64);
  const w = new Int32Array(80);
  let length = 0;
  const take = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    for (; at + 64 <= bytes.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
      compress(state, w);
    }
    rest.set(bytes.subarray(at));
  };
  return {
    update(bytes) {
      const had = length % 64;
      const needed = 64 - had;
      length += bytes.length;
      if (had) {
        rest.set(bytes.subarray(0, needed), had);
        if (bytes.length < needed) return;
        bytes = bytes.subarray(needed);
        take(rest);
      }
      take(bytes);
    },
    digest() {
      // The rest, a one bit, zeros until eight bytes are left of a block, and the length in bits.
      const had = length % 64;
      const last = new Uint8Array(had < 56 ? 64 : 128);
      const view = new DataView(last.buffer);
      last.set(rest.subarray(0, had));
      last[had] = 0x80;
      view.setUint32(last.length - 8, length / 2 ** 29);
      view.setUint32(last.length - 4, length * 8);
      take(last);
      return digestOf([...state]);
    },
  };
}

function add(state: Int32Array, words: readonly number[]): void {
  words.forEach((word, i) => (state[i]! += word));
}

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by));

const sha1Block: Compress = (state, w) => {
  for (let i = 16; i < 80; i++) {
    w[i] = rotate(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 31);
  }
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let i = 0; i < 80; i++) {
    const mixed =
      i < 20
        ? (d ^ (b & (c ^ d))) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (d & (b | c))) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    e = (rotate(a, 27) + mixed + e + w[i]!) | 0;
    [a, b, c, d, e] = [e, a, rotate(b, 2), c, d];
  }
  add(state, [a, b, c, d, e]);
};

/** The first 32 fractional bits of the cube roots of the first 64 primes; made on first use. */
let cubeRoots: Int32Array | undefined;

function roots(power: number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  return Int32Array.from(primes, (p) => (p ** power % 1) * 2 ** 32);
}

const sha256Block: Compress = (state, w) => {
  const k = (cubeRoots ??= roots(1 / 3));
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    w[i] =
      (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) +
      (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)) +
      w[i - 16]! +
      w[i - 7]!;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    h += (g ^ (e & (f ^ g))) + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + k[i]! + w[i]!;
    d = (d + h) | 0;
    h = (h + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)))) | 0;
    [a, b, c, d, e, f, g, h] = [h, a, b, c, d, e, f, g];
  }
  add(state, [a, b, c, d, e, f, g, h]);
};
