import { join } from "node:path";
import type ts from "typescript";
import { compile, errorsOf } from "../../test/support/compile.js";
import type { TypeCost } from "../results.js";
import { compare, inRounds } from "../rounds.js";

/** Files that call ReEncrypt, look at its output and tell its errors apart. */
const sources: Readonly<Record<string, string>> = {
  tinsmith: `
    import { createKMSClient, reEncrypt } from "@tinsmith/kms";
    declare const CiphertextBlob: Uint8Array;
    const kms = createKMSClient({ region: "eu-west-1" });
    const result = await reEncrypt(kms, { CiphertextBlob, DestinationKeyId: "alias/new" });
    export const told = result.ok
      ? result.value.KeyId
      : result.error.name === "NotFoundException" ? result.error.requestId : result.error.message;`,
  sdk: `
    import { KMSClient, NotFoundException, ReEncryptCommand } from "@aws-sdk/client-kms";
    declare const CiphertextBlob: Uint8Array;
    const kms = new KMSClient({ region: "eu-west-1" });
    export const told = await kms
      .send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: "alias/new" }))
      .then(
        (output) => output.KeyId,
        (error: Error) => error instanceof NotFoundException ? error.$metadata.requestId : error.message,
      );`,
  // It has no types of operations; what is told is any JSON.
  aws4fetch: `
    import { AwsClient } from "aws4fetch";
    const aws = new AwsClient({ accessKeyId: "a", secretAccessKey: "b" });
    const response = await aws.fetch("https://kms.eu-west-1.amazonaws.com", { body: "{}" });
    export const told: unknown = await response.json();`,
};

const EMPTY = "empty";

interface Sample {
  readonly types: number;
  readonly instantiations: number;
  readonly files: number;
  readonly lines: number;
  readonly milliseconds: number;
}

/** What one operation costs the type checker over an empty file, of which it loads the libraries. */
export function typeCosts(project: string, rounds: number): readonly TypeCost[] {
  const subjects = [EMPTY, ...Object.keys(sources)];
  const check = (id: string) => typeCheck(project, sources[id] ?? "export {};");
  // Not counted: the compiler itself is not warm yet.
  inRounds(subjects, 1, check);
  const samples = inRounds(subjects, rounds, check);
  const empty = samples.get(EMPTY) ?? [];
  const over = new Map(
    Object.keys(sources).map((id) => [
      id,
      (samples.get(id) ?? []).map((sample, round) => difference(sample, empty[round])),
    ]),
  );
  return Object.keys(sources).map((client) => {
    const sample = over.get(client)?.[0];
    if (!sample) throw new Error("Nothing was measured.");
    const { types, instantiations, files, lines } = sample;
    const milliseconds = compare(over, client, (one) => one.milliseconds, "");
    return { client, types, instantiations, files, lines, milliseconds };
  });
}

function difference(sample: Sample, empty: Sample | undefined): Sample {
  const without = (key: keyof Sample) => sample[key] - (empty?.[key] ?? 0);
  return {
    types: without("types"),
    instantiations: without("instantiations"),
    files: without("files"),
    lines: without("lines"),
    milliseconds: without("milliseconds"),
  };
}

/** Parses and checks a file, as strictly as can be. @throws Error where it has mistakes */
function typeCheck(project: string, source: string): Sample {
  const start = performance.now();
  const program: ts.Program = compile(new Map([[join(project, "program.ts"), source]]));
  const errors = errorsOf(program);
  const milliseconds = performance.now() - start;
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const files = program.getSourceFiles();
  return {
    types: program.getTypeCount(),
    instantiations: program.getInstantiationCount(),
    files: files.length,
    lines: files.reduce((sum, file) => sum + file.getLineStarts().length, 0),
    milliseconds,
  };
}
