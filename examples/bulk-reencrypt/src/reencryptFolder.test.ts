import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createKMSClient } from "@tinsmith/kms";
import { createFakeKMS, fakeError, type FakeKMSHandlers } from "@tinsmith/kms/testing";
import { reencryptFolder, type Job, type Outcome } from "./reencryptFolder.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** A KMS whose ciphertexts are texts: `old 1` becomes `new 1`. */
const moves: FakeKMSHandlers["reEncrypt"] = ({ CiphertextBlob }) => ({
  CiphertextBlob: bytes(text(CiphertextBlob).replace("old", "new")),
});

let folder: string;
let from: string;
let to: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bulk-reencrypt-"));
  from = await mkdtemp(join(folder, "from-"));
  to = await mkdtemp(join(folder, "to-"));
  for (const name of ["1", "2", "3", "4"]) await writeFile(join(from, name), `old ${name}`);
});
afterEach(() => rm(folder, { recursive: true }));

async function run(reEncrypt: FakeKMSHandlers["reEncrypt"], more: Partial<Job> = {}) {
  const fake = createFakeKMS({ reEncrypt });
  const outcomes = await reencryptFolder(createKMSClient({ ...fake.config, maxAttempts: 1 }), {
    from,
    to,
    request: { DestinationKeyId: "alias/new" },
    concurrency: 1,
    signal: new AbortController().signal,
    ...more,
  });
  const asked = fake.calls.map((call) =>
    call.operation === "reEncrypt" ? text(call.input.CiphertextBlob) : call.operation,
  );
  return { asked, outcomes, said: outcomes.map(inShort) };
}

const inShort = (outcome: Outcome) =>
  outcome.status === "failed"
    ? `${outcome.file} ${outcome.error.name}: ${outcome.advice}`
    : `${outcome.file} ${outcome.status}`;

describe("reencryptFolder", () => {
  it("writes each ciphertext under its name", async () => {
    const { said } = await run(moves);
    assert.deepEqual(said, ["1 moved", "2 moved", "3 moved", "4 moved"]);
    assert.equal(await readFile(join(to, "3"), "utf8"), "new 3");
  });

  it("has as many calls on their way as it may, and no more", async () => {
    let now = 0;
    let most = 0;
    let release = () => {};
    const three = new Promise<void>((resolve) => (release = resolve));
    const { said } = await run(
      async (input) => {
        most = Math.max(most, ++now);
        if (now === 3) setImmediate(release);
        await three;
        now--;
        return moves(input);
      },
      { concurrency: 3 },
    );
    assert.equal(most, 3);
    assert.equal(said.length, 4);
  });

  it("goes on where another run ended, over what that left half-written", async () => {
    await writeFile(join(to, "1"), "new 1");
    await writeFile(join(to, "2.partial"), "ne");
    const { asked, said } = await run(moves);
    assert.deepEqual(asked, ["old 2", "old 3", "old 4"]);
    assert.deepEqual(said, ["1 present", "2 moved", "3 moved", "4 moved"]);
    assert.deepEqual((await readdir(to)).sort(), ["1", "2", "3", "4"]);
  });

  it("tells what failed, and does the others", async () => {
    const { said } = await run((input) => {
      const name = text(input.CiphertextBlob).at(-1);
      if (name === "2") return fakeError("InvalidCiphertextException", { message: "Not of KMS." });
      if (name === "3") return fakeError("KeyUnavailableException", { message: "In a moment." });
      return moves(input);
    });
    assert.deepEqual(said, [
      "1 moved",
      "2 InvalidCiphertextException: leave",
      "3 KeyUnavailableException: later",
      "4 moved",
    ]);
  });

  it("ends at what is wrong with all files", async () => {
    const { asked, said } = await run(() =>
      fakeError("UnmodeledServiceError", {
        code: "AccessDeniedException",
        message: "Who are you?",
      }),
    );
    assert.deepEqual(asked, ["old 1"]);
    assert.deepEqual(said, [
      "1 UnmodeledServiceError: stop",
      "2 unfinished",
      "3 unfinished",
      "4 unfinished",
    ]);
  });

  it("ends where it is told to, in the middle of a call", async () => {
    const controller = new AbortController();
    const { said } = await run(
      (input) => {
        if (text(input.CiphertextBlob) === "old 2") controller.abort();
        return moves(input);
      },
      { signal: controller.signal },
    );
    assert.deepEqual(said, ["1 moved", "2 unfinished", "3 unfinished", "4 unfinished"]);
    assert.deepEqual(await readdir(to), ["1"]);
  });
});
