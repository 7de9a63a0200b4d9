import fc from "fast-check";
import type { TypedHeader } from "../../templates/runtime/streams/eventFrames.js";

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 60 });

const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
});

const header: fc.Arbitrary<TypedHeader> = fc.oneof(
  ...(
    [
      ["boolean", fc.boolean()],
      ["byte", fc.integer({ min: -128, max: 127 })],
      ["short", fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })],
      ["integer", fc.integer()],
      ["long", fc.oneof(fc.integer(), long)],
      ["blob", bytes],
      ["string", text],
      ["timestamp", fc.integer({ min: -8.64e15, max: 8.64e15 }).map((time) => new Date(time))],
      ["uuid", fc.uuid()],
    ] as const
  ).map(([type, values]) => fc.tuple(fc.constant(type), values as fc.Arbitrary<TypedHeader[1]>)),
);

// The official codec has headers in an object, which puts names that are numbers first.
const name = fc.string({ minLength: 1, maxLength: 20 }).map((rest) => `:${rest}`);

/** Messages with headers of all types. */
export const frames: fc.Arbitrary<{
  readonly headers: [name: string, header: TypedHeader][];
  readonly payload: Uint8Array;
}> = fc.record({
  headers: fc.uniqueArray(fc.tuple(name, header), { selector: ([name]) => name, maxLength: 12 }),
  payload: fc.uint8Array({ maxLength: 300 }),
});

/** Bytes in parts of some sizes, over and over; one of 0 is an empty part. */
export function cutAt(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const some = sizes.some((size) => size > 0) ? sizes : [bytes.length];
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = some[index % some.length]!;
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return parts;
}
