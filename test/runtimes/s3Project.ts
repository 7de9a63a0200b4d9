import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { packageRoot as root } from "../../generator/cli/root.js";
import { generateText } from "../support/generate.js";
import { installPacked, type Packed } from "../support/packed.js";

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
  // Here, so that its build finds the compiler.
  const source = join(root, ".cache/build", `s3.${process.pid}`);
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    execFileSync("npm", ["run", "--silent", "build"], { cwd: source, stdio: "pipe" });
    const packed = installPacked(source);
    const programs = join(import.meta.dirname, "programs");
    cpSync(programs, packed.project, { recursive: true });
    const scenario = readFileSync(join(programs, "objects.mjs"), "utf8");
    writeFileSync(join(packed.project, "scenario.mjs"), scenario);
    const { code } = transformSync(scenario, { format: "cjs", target: "node20" });
    writeFileSync(join(packed.project, "scenario.cjs"), code);
    return packed;
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}
