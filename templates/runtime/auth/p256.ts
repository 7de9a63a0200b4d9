// The arithmetic of NIST's curve P-256 (SEC 2, section 2.4.2; FIPS 186-5), as far as a private key needs
// it to be imported: WebCrypto takes none without its public point. Compilers take no literals of bigints
// below ES2020.

/** How many points there are. */
export const order: bigint = /* @__PURE__ */ BigInt(
  "0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
);

/** A point in projective coordinates. */
type Point = readonly [x: bigint, y: bigint, z: bigint];

/** The public point of a private key. Takes the same steps whatever the key is. */
export function publicPoint(key: bigint): { readonly x: bigint; readonly y: bigint } {
  const p = BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  const one = BigInt(1);
  const three = BigInt(3);
  // The generator. It is on the curve, which tells b: y² = x³ - 3x + b.
  const x = BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
  const y = BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
  const b = (y * y - x * (x * x - three)) % p;
  let low: Point = [BigInt(0), one, BigInt(0)];
  let high: Point = [x, y, one];
  for (const bit of key.toString(2).padStart(256, "0")) {
    const both = sum(low, high);
    low = bit > "0" ? both : sum(low, low);
    high = bit > "0" ? sum(high, high) : both;
  }
  // By Fermat: z to the power of p - 2.
  let inverse = one;
  for (const bit of (p - BigInt(2)).toString(2)) {
    inverse = (inverse * inverse) % p;
    if (bit > "0") inverse = (inverse * low[2]) % p;
  }
  const reduced = (value: bigint) => (((value * inverse) % p) + p) % p;
  return { x: reduced(low[0]), y: reduced(low[1]) };

  /** The sum of any two points, also of a point and itself (Renes, Costello, Batina 2016, section 3). */
  function sum([x1, y1, z1]: Point, [x2, y2, z2]: Point): Point {
    const xx = x1 * x2;
    const yy = y1 * y2;
    const zz = z1 * z2;
    const xy = x1 * y2 + x2 * y1;
    const xz = x1 * z2 + x2 * z1;
    const yz = y1 * z2 + y2 * z1;
    const s = three * (xx - zz);
    const t = (three * (b * xz - xx - three * zz)) % p;
    const w = (three * (b * zz - xz)) % p;
    const more = yy + w;
    const less = yy - w;
    return [(xy * less - yz * t) % p, (s * t + more * less) % p, (yz * more + xy * s) % p];
  }
}
