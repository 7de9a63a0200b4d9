import { builtin } from "../contract/builtin.js";
import type { Hash } from "./hash.js";

// Cyclic redundancy checks, reflected, over eight bytes at a time. One of 32 bits is one of 64 whose
// upper half is always zero, so that both are the same code.

/** Made on first use, by the lower half of the polynomial. */
const tables: Record<number, Int32Array> = {};

/** CRC-32 (RFC 1952, section 8), by Node where that has it. */
export function crc32(): Hash {
  const { crc32: native } = builtin("node:zlib") ?? {};
  if (!native) return crc(0, 0xedb88320);
  let value = 0;
  return {
    update: (bytes) => (value = native(bytes, value)),
    digest: () => digestOf([value]),
  };
}

/** CRC-32C (RFC 9260, appendix A). */
export const crc32c = (): Hash => crc(0, 0x82f63b78);

/** CRC-64/NVME (NVM Express NVM Command Set, section 5.2.1.3.4). */
export const crc64Nvme = (): Hash => crc(0x9a6c9329, 0xac4bc9b5);

/** @param high - of the polynomial, the lowest power first: its upper 32 bits, 0 where it has none */
function crc(high: number, low: number): Hash {
  const t = (tables[low] ??= tableOf(high, low));
  let upper = high && -1;
  let lower = -1;
  return {
    update(bytes) {
      let x = lower;
      let y = upper;
      let i = 0;
      // Without a loop over the eight, which would take twice as long.
      while (i < bytes.length - 7) {
        const a = 3584 + ((x ^ bytes[i++]!) & 255) * 2;
        const b = 3072 + (((x >>> 8) ^ bytes[i++]!) & 255) * 2;
        const c = 2560 + (((x >>> 16) ^ bytes[i++]!) & 255) * 2;
        const d = 2048 + ((x >>> 24) ^ bytes[i++]!) * 2;
        const e = 1536 + ((y ^ bytes[i++]!) & 255) * 2;
        const f = 1024 + (((y >>> 8) ^ bytes[i++]!) & 255) * 2;
        const g = 512 + (((y >>> 16) ^ bytes[i++]!) & 255) * 2;
        const h = ((y >>> 24) ^ bytes[i++]!) * 2;
        x = t[a]! ^ t[b]! ^ t[c]! ^ t[d]! ^ t[e]! ^ t[f]! ^ t[g]! ^ t[h]!;
        if (high) {
          y =
            t[a + 1]! ^
            t[b + 1]! ^
            t[c + 1]! ^
            t[d + 1]! ^
            t[e + 1]! ^
            t[f + 1]! ^
            t[g + 1]! ^
            t[h + 1]!;
        }
      }
      while (i < bytes.length) [x, y] = shifted(t, x ^ bytes[i++]!, y);
      lower = x;
      upper = y;
    },
    digest: () => digestOf(high ? [~upper, ~lower] : [~lower]),
  };
}

/** A value without its lowest byte, which the table has the remainder of. */
function shifted(table: Int32Array, x: number, y: number): readonly [number, number] {
  const at = (x & 255) * 2;
  return [((x >>> 8) | (y << 24)) ^ table[at]!, (y >>> 8) ^ table[at + 1]!];
}

/** The remainders, lower half first, of each byte, with 0 to 7 bytes of zeros after it. */
function tableOf(high: number, low: number): Int32Array {
  const table = new Int32Array(4096);
  for (let i = 0; i < 2048; i++) {
    let x = i;
    let y = 0;
    if (i > 255) [x, y] = shifted(table, table[i * 2 - 512]!, table[i * 2 - 511]!);
    else {
      for (let bit = 0; bit < 8; bit++) {
        const isOdd = x & 1;
        x = (x >>> 1) | (y << 31);
        y >>>= 1;
        if (isOdd) {
          x ^= low;
          y ^= high;
        }
      }
    }
    table[i * 2] = x;
    table[i * 2 + 1] = y;
  }
  return table;
}

/** Words, the most significant byte first. */
export function digestOf(words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => view.setInt32(i * 4, word));
  return new Uint8Array(view.buffer);
}
