import { expect, it } from "vitest";
import { readHostile } from "../support/hostileEvents.js";

const first = Number(process.env.SEED ?? 1);

it("ends 100,000 hostile streams of events", async () => {
  const failures: unknown[] = [];
  const unhandled = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", unhandled);
  for (let seed = first; seed < first + 100_000; seed++) await readHostile(seed);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(failures).toEqual([]);
}, 600_000);
