let table: Int32Array | undefined;

/**
 * The CRC-32 of bytes, as an unsigned number (RFC 1952, section 8).
 *
 * @param seed - that of the bytes before them
 */
export function crc32(bytes: Uint8Array, seed: number = 0): number {
  table ??= Int32Array.from({ length: 256 }, (_, entry) => {
    for (let bit = 8; bit--;) entry = (entry >>> 1) ^ (-(entry & 1) & 0xedb88320);
    return entry;
  });
  let crc = ~seed;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
