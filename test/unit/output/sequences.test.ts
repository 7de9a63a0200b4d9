import fc from "fast-check";
import { it } from "vitest";
import { sequence } from "./sequenceArbitrary.js";
import { holdToLaws } from "./sequences.js";

// What fails is printed with its seed, and the shortest sequence that does; the heavy suite tries
// many more.
it("writes all or nothing, loses nothing, and works again, whatever happens to a folder", () => {
  fc.assert(
    fc.property(sequence, (each) => holdToLaws(each)),
    { numRuns: 400 },
  );
});
