import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../support/conformance.js";
import type { Packed } from "../support/packed.js";
import { findServer, type RunningServer, serverKinds, startServer } from "../support/servers.js";
import { startCorsProxy } from "./corsProxy.js";
import { runtimes } from "./runtimes.js";
import { startS3Project } from "./s3Project.js";

// S3 as people use it (`programs/objects.mjs`), by a packed client of the official model, on moto.

const megabyte = 2 ** 20;
/** Of the large object, and what memory may grow by while it goes up, or down. */
const LARGE = 192;
const GROWTH = 128;

describeWith("models/s3.json", "S3", (data) => {
  let packed: Packed;
  let server: RunningServer;
  let proxy: Awaited<ReturnType<typeof startCorsProxy>>;
  beforeAll(async () => {
    const moto = serverKinds.find(({ name }) => name === "moto")!;
    const command = findServer(moto);
    if (!command) throw new Error('no moto_server: "bash .ci/servers .cache/servers moto"');
    packed = await startS3Project(data.read("models/s3.json"));
    server = await startServer(moto, command);
    proxy = await startCorsProxy(server.endpoint);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.stop();
    packed?.remove();
  });

  let buckets = 0;
  describe.each(runtimes)("$name", ({ name, run, transports }) => {
    const isBrowser = name === "Chromium";
    // The others tell nothing of their memory.
    const measures = /^(Node|Bun|Deno)/.test(name);
    const megabytes = measures ? LARGE : 32;

    it.each(transports)("has objects up and down over %s", async (transport) => {
      const printed = await run(
        packed.project,
        JSON.stringify({
          endpoint: isBrowser ? proxy.endpoint : server.endpoint,
          Bucket: `bucket-${++buckets}`,
          megabytes,
          asBlob: isBrowser,
        }),
        transport,
      );
      const memory = measures ? (expect.any(Number) as number) : null;
      const steps = printed.split("\n").filter(Boolean).map(parsed);
      expect(steps).toEqual([
        { step: "bytes", bytes: [0, 127, 128, 255] },
        {
          step: "list",
          objects: [
            ["a folder/ä+b?.bin", 4],
            ["blob", 9],
            ["copy", 4],
          ],
        },
        // Browsers send streams over HTTP/2 alone, which moto has not.
        {
          step: "stream",
          put: isBrowser ? "TransportError" : "of a strëam",
          uploaded: "of a strëam",
        },
        {
          step: "checksum",
          put: isBrowser ? "TransportError" : "of a strëam",
          checksum: isBrowser ? false : CRC32,
        },
        { step: "missing", error: "NoSuchKey" },
        { step: "presigned", put: 200, get: "text/x: content", post: true, form: "posted" },
        {
          step: "transfer",
          error: "injected",
          before: 404,
          // What had arrived before was not sent again.
          sent: "1,2,3",
          ofParts: true,
          length: 12 * megabyte,
          same: true,
        },
        {
          step: "large",
          length: megabytes * megabyte,
          wrong: 0,
          grownUp: memory,
          grownDown: memory,
        },
        { step: "deleted", objects: isBrowser ? 8 : 10 },
      ]);
      if (!measures) return;
      const { grownUp, grownDown } = steps.find(({ step }) => step === "large") as Grown;
      console.log(`${name}, ${transport}: ${LARGE} MB, memory grew by ${grownUp}, ${grownDown} MB`);
      expect(grownDown).toBeLessThan(GROWTH);
      // Up to Node 24, its `fetch` takes all of a stream at once, however slowly the server reads.
      if (!/^Node 2[0-4]/.test(name) || transport !== "fetch") expect(grownUp).toBeLessThan(GROWTH);
    });
  });
});

/** Of `of a strëam`. */
const CRC32 = "VFAfqA==";

interface Grown {
  readonly grownUp: number;
  readonly grownDown: number;
}

const parsed = (line: string) => JSON.parse(line) as { readonly step?: string };
