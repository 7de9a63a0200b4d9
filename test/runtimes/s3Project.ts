import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { generateText } from "../support/generate.js";
import { installGenerated, type Packed } from "../support/packed.js";

const operations = [
  ...["CreateBucket", "DeleteBucket", "ListObjectsV2", "CopyObject", "HeadObject"],
  ...["GetObject", "PutObject", "DeleteObject", "CreateMultipartUpload", "UploadPart"],
  ...["CompleteMultipartUpload", "AbortMultipartUpload"],
];

/**
 * A project outside of the repository with a packed client of S3, `@example/s3`, and the programs,
 * whose scenario is that of objects.
 *
 * @param model - the text of the official model
 */
export async function startS3Project(model: string): Promise<Packed> {
  const { files, diagnostics } = await generateText(model, {
    operations,
    packageName: "@example/s3",
    format: (_path, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const packed = installGenerated(files);
  const programs = join(import.meta.dirname, "programs");
  cpSync(programs, packed.project, { recursive: true });
  const scenario = readFileSync(join(programs, "objects.mjs"), "utf8");
  writeFileSync(join(packed.project, "scenario.mjs"), scenario);
  const { code } = transformSync(scenario, { format: "cjs", target: "node20" });
  writeFileSync(join(packed.project, "scenario.cjs"), code);
  return packed;
}
