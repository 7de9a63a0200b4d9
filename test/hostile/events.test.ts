import { expect, it } from "vitest";
import { readHostile } from "../support/hostileEvents.js";

const first = Number(process.env.SEED ?? 1);

it("ends hostile streams of events with what clients fail with, and lets go of them", async () => {
  const ends = new Set<string>();
  for (let seed = first; seed < first + 500; seed++) ends.add(await readHostile(seed));
  // All ways to end are tried.
  expect([...ends].sort()).toEqual([
    "ResponseError",
    "Sorry",
    "TransportError",
    "UnmodeledServiceError",
    "end",
    "left",
  ]);
});
