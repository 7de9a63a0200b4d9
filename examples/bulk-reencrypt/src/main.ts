#!/usr/bin/env node
import { parseArgs } from "node:util";
import { createKMSClient, describeKey } from "@tinsmith/kms";
import { SingleBar } from "cli-progress";
import { reencryptFolder } from "./reencryptFolder.js";

const USAGE = `Usage: bulk-reencrypt --from DIR --to DIR --key KEY [--source-key KEY]
                      [--context NAME=VALUE]... [--concurrency 16]

Encrypts the ciphertexts in --from again under --key, into --to.
Run it again to go on where it ended.`;

const { from, to, key, sourceKey, context, concurrency } = readArguments();

// Region and credentials are those of the environment, as the AWS CLI finds them.
const kms = createKMSClient();

// Checked before, so that what a call says later is about its ciphertext.
const destination = await describeKey(kms, { KeyId: key });
if (!destination.ok) {
  console.error(`${key}: ${destination.error.name}: ${destination.error.message}`);
  process.exit(1);
}

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());

const bar = new SingleBar({
  format: "{bar} {value}/{total} files, {failed} failed, {eta_formatted} left",
});
let failed = 0;
const outcomes = await reencryptFolder(kms, {
  from,
  to,
  request: {
    DestinationKeyId: key,
    SourceKeyId: sourceKey,
    SourceEncryptionContext: context,
    DestinationEncryptionContext: context,
  },
  concurrency,
  signal: interrupted.signal,
  onOutcome: ({ status }, total) => {
    if (status === "failed") failed++;
    if (!bar.isActive) bar.start(total, 0, { failed });
    if (status !== "unfinished") bar.increment({ failed });
  },
});
bar.stop();

for (const outcome of outcomes) {
  if (outcome.status !== "failed") continue;
  const { file, error, advice } = outcome;
  console.error(
    `${file}: ${error.name}: ${error.message} (${advice}; request ${error.requestId ?? "not sent"})`,
  );
}
const count = (...statuses: string[]) =>
  outcomes.filter(({ status }) => statuses.includes(status)).length;
console.log(
  `${count("moved")} moved, ${count("present")} there before, ${count("failed")} failed, ${count("unfinished")} to do`,
);
if (interrupted.signal.aborted) process.exitCode = 130;
else if (count("failed", "unfinished") > 0) process.exitCode = 1;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: "string" },
        to: { type: "string" },
        key: { type: "string" },
        "source-key": { type: "string" },
        context: { type: "string", multiple: true },
        concurrency: { type: "string", default: "16" },
      },
    });
    const { from, to, key, "source-key": sourceKey } = values;
    if (!from || !to || !key) throw new Error("--from, --to and --key are needed.");
    const concurrency = Number(values.concurrency);
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new Error("--concurrency is a whole number from 1.");
    }
    return { from, to, key, sourceKey, context: contextOf(values.context), concurrency };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

function contextOf(pairs: readonly string[] | undefined): Record<string, string> | undefined {
  return (
    pairs &&
    Object.fromEntries(
      pairs.map((pair) => {
        const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
        if (name === undefined || value === undefined) {
          throw new Error(`--context is NAME=VALUE, not ${pair}.`);
        }
        return [name, value];
      }),
    )
  );
}
