// The arithmetic of NIST's curve P-256 (SEC 2, section 2.4.2; FIPS 186-5), as far as a private key needs
// it to be imported: WebCrypto takes none without its public point.

const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** How many points there are. */
export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A point in projective coordinates. */
type Point = readonly [x: bigint, y: bigint, z: bigint];

const generator: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  1n,
];

/** The sum of any two points, also of a point and itself (Renes, Costello, Batina 2016, section 3). */
function sum([x1, y1, z1]: Point, [x2, y2, z2]: Point): Point {
  const xx = x1 * x2;
  const yy = y1 * y2;
  const zz = z1 * z2;
  const xy = x1 * y2 + x2 * y1;
  const xz = x1 * z2 + x2 * z1;
  const yz = y1 * z2 + y2 * z1;
  const s = 3n * (xx - zz);
  const t = (3n * (b * xz - xx - 3n * zz)) % p;
  const w = (3n * (b * zz - xz)) % p;
  const more = yy + w;
  const less = yy - w;
  return [(xy * less - yz * t) % p, (s * t + more * less) % p, (yz * more + xy * s) % p];
}

/** The public point of a private key. Takes the same steps whatever the key is. */
export function publicPoint(key: bigint): { readonly x: bigint; readonly y: bigint } {
  let low: Point = [0n, 1n, 0n];
  let high = generator;
  for (let bit = 255n; bit >= 0n; bit--) {
    const both = sum(low, high);
    const isSet = (key >> bit) & 1n;
    low = isSet ? both : sum(low, low);
    high = isSet ? sum(high, high) : both;
  }
  const [x, y, z] = low;
  // By Fermat: z to the power of p - 2.
  let inverse = 1n;
  for (let base = z, rest = p - 2n; rest; rest >>= 1n) {
    if (rest & 1n) inverse = (inverse * base) % p;
    base = (base * base) % p;
  }
  const reduced = (value: bigint) => (((value * inverse) % p) + p) % p;
  return { x: reduced(x), y: reduced(y) };
}
