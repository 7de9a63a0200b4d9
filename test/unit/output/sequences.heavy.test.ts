import fc from "fast-check";
import { it } from "vitest";
import { holdToLaws, sequence } from "./sequences.js";

// As in sequences.test.ts, but with others.
it("holds to the laws of writing in ten thousand sequences", () => {
  const seed = Number(process.env.SEED ?? 1) + 1;
  fc.assert(fc.property(sequence, holdToLaws), { numRuns: 10_000, seed });
});
