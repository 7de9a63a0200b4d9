import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import { sourceImports } from "../support/sourcePackage.js";

const operations = [
  ...["GetObject", "PutObject", "CreateMultipartUpload", "UploadPart"],
  ...["CompleteMultipartUpload", "AbortMultipartUpload"],
];

describeWith("models/s3.json", "a client of S3", (data) => {
  let files: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const format = (_path: string, text: string) => Promise.resolve(text);
    const generated = await generateText(data.read("models/s3.json"), { operations, format });
    files = new Map([...generated.files!].filter(([path]) => path.startsWith("src/")));
  });

  /** The modules of which a browser's bundle of a program has something. */
  async function modulesOf(program: string): Promise<readonly string[]> {
    const { metafile } = await build({
      stdin: { contents: program, sourcefile: "app.ts", loader: "ts" },
      bundle: true,
      format: "esm",
      write: false,
      metafile: true,
      plugins: [
        {
          name: "sources",
          setup({ onLoad, onResolve }) {
            onResolve({ filter: /^[#.]/ }, ({ path, importer, namespace }) => ({
              path: sourceImports[path]
                ? sourceImports[path].replace("node", "web")
                : new URL(path, `file:///${namespace === "sources" ? importer : ""}`).pathname
                    .slice(1)
                    .replace(/\.js$/, ".ts"),
              namespace: "sources",
              sideEffects: false,
            }));
            onLoad({ filter: /./, namespace: "sources" }, ({ path }) => ({
              contents: files.get(path)!,
              loader: "ts",
            }));
          },
        },
      ],
    });
    const [output] = Object.values(metafile.outputs);
    return Object.entries(output!.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path.replace("sources:src/", ""));
  }

  const call = (name: string, module: string) => `
    import { createS3Client } from "./src/index.js";
    import { ${name} } from "./src/${module}.js";
    console.log(await ${name}(createS3Client(), { Bucket: "b", Key: "k" }));`;

  it("has nothing of presigning and transfers in a bundle that does not use them", async () => {
    const modules = await modulesOf(call("getObject", "index"));
    expect(modules).toContain("operations/getObject.ts");
    expect(modules.join("\n")).not.toMatch(/^transfer|presign(ed|V|\.|Versions)|s3Presigning/m);
  });

  it("presigns without what presigns forms, reads lists, or transfers", async () => {
    const modules = await modulesOf(call("presignGetObject", "presign"));
    expect(modules).toContain("runtime/call/presigned.ts");
    expect(modules.join("\n")).not.toMatch(/^transfer|presignedPost|operations\/(?!getObject)/m);
  });

  it("uploads without what downloads", async () => {
    const modules = await modulesOf(call("upload", "transfer"));
    expect(modules).toContain("transfer/upload.ts");
    expect(modules.join("\n")).not.toMatch(/download|streamOutput|presigned|getObject/);
  });
});
