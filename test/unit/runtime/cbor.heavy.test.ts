import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCbor, encodeCbor } from "../../../templates/runtime/serde/cbor.js";
import { decodeBigCbor } from "../../../templates/runtime/serde/cborBigNumbers.js";

/** A value, or the error that there is instead. */
function outcome(decode: typeof decodeCbor, bytes: Uint8Array): unknown {
  try {
    return { value: decode(bytes) };
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Error);
    return undefined;
  }
}

/** CBOR with some of its bytes changed, left out or added. */
const damaged = fc
  .tuple(
    fc.anything({ withBigInt: false, withTypedArray: false, maxDepth: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat(255)), { maxLength: 3 }),
  )
  .map(([value, damages]) => {
    const bytes = [...encodeCbor(JSON.parse(JSON.stringify(value) ?? "null") as unknown)];
    for (const [place, kind, byte] of damages) {
      bytes.splice(place % (bytes.length + 1), kind > 0 ? 1 : 0, ...(kind < 2 ? [byte] : []));
    }
    return Uint8Array.from(bytes);
  });

describe("100,000 runs of CBOR", () => {
  it.each([
    ["any bytes", fc.uint8Array({ maxLength: 100 })],
    ["what was CBOR", damaged],
  ])("that is %s are errors, or values that are written as they are read", (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (bytes) => {
        const plain = outcome(decodeCbor, bytes) as { value: unknown } | undefined;
        if (plain) expect(decodeCbor(encodeCbor(plain.value))).toEqual(plain.value);
        outcome(decodeBigCbor, bytes);
        expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
      }),
      { numRuns: 50_000 },
    );
  });
});
