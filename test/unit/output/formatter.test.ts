import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createFormatter, type Formatter } from "../../../generator/output/formatter.js";
import { temporaryFolder } from "./tree.js";

let formatter: Formatter | undefined;
afterEach(() => formatter?.close());

/** A formatter whose worker does `onMessage` with each request. */
function open(onMessage: string, here: (path: string, text: string) => Promise<string>): Formatter {
  const script = join(temporaryFolder(), "worker.mjs");
  writeFileSync(
    script,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ id, path, text, claim }) => { ${onMessage} });`,
  );
  return (formatter = createFormatter(script, here));
}

const take = "if (Atomics.exchange(claim, 0, 1) === 0)";
const files = Array.from({ length: 20 }, (_, index) => `${index}.ts`);

describe("a formatter with a thread of its own", () => {
  it("leaves few files to the thread", async () => {
    const { format } = open(`${take} parentPort.postMessage({ id, text: path + text });`, () =>
      Promise.reject(new Error("not here")),
    );
    expect(await Promise.all([format("a", "1"), format("b", "2")])).toEqual(["a1", "b2"]);
  });

  it("helps with many from the last on, and formats each once", async () => {
    const helped: string[] = [];
    const formatted: Promise<string>[] = [];
    const { format } = open(
      `if (path === "0.ts" && Atomics.exchange(claim, 0, 1) === 0) {
         parentPort.postMessage({ id, text: "of the thread" });
       }`,
      async (path) => {
        helped.push(path);
        // Until the thread has the first.
        await formatted[0];
        return "of this one";
      },
    );
    formatted.push(...files.map((path) => format(path, "")));
    expect(await Promise.all(formatted)).toEqual([
      "of the thread",
      ...files.slice(1).map(() => "of this one"),
    ]);
    expect(helped).toEqual(files.slice(1).reverse());
  });

  it("rejects what the thread, or this one, cannot format", async () => {
    const formatted: Promise<string>[] = [];
    const { format } = open(
      `if (path === "0.ts" && Atomics.exchange(claim, 0, 1) === 0) {
         parentPort.postMessage({ id, error: "there" });
       }`,
      async () => {
        await formatted[0]?.catch(() => {});
        throw new Error("here");
      },
    );
    formatted.push(...files.map((path) => format(path, "")));
    const errors = await Promise.allSettled(formatted);
    expect(errors.map((result) => (result as { reason: Error }).reason.message)).toEqual([
      "there",
      ...files.slice(1).map(() => "here"),
    ]);
  });
});
