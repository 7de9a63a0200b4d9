import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");

/** Programs that call ReEncrypt alone, by the client that they use. */
const programs = {
  "@tinsmith/kms": `
    import { createKMSClient, reEncrypt } from "./generated/kms/dist/index.js";
    const kms = createKMSClient({ region: "eu-west-1" });
    console.log(await reEncrypt(kms, { DestinationKeyId: "alias/new" }));`,
  "@aws-sdk/client-kms": `
    import { KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";
    const kms = new KMSClient({ region: "eu-west-1" });
    console.log(await kms.send(new ReEncryptCommand({ DestinationKeyId: "alias/new" })));`,
} as const;

export type Platform = "browser" | "node";

/** The size in bytes of a bundle that calls ReEncrypt alone, by esbuild, in one file. */
export async function bundleSize(
  platform: Platform,
  client: keyof typeof programs = "@tinsmith/kms",
): Promise<{ readonly minified: number; readonly gzip: number }> {
  const { outputFiles } = await build({
    stdin: { contents: programs[client], resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    mainFields: ["module", "main"],
    write: false,
    logLevel: "silent",
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length };
}

/** The README's table of sizes, in Markdown. */
export async function sizeTable(): Promise<string> {
  const cell = async (platform: Platform, client: keyof typeof programs) => {
    const { minified, gzip } = await bundleSize(platform, client);
    return `${(minified / 1000).toFixed(1)} / ${(gzip / 1000).toFixed(2)}`;
  };
  const rows = Object.keys(programs).map(async (name) => {
    const client = name as keyof typeof programs;
    return `| ${client} | ${await cell("browser", client)} | ${await cell("node", client)} |`;
  });
  return ["| client | browser | Node |", "| --- | --- | --- |", ...(await Promise.all(rows))].join(
    "\n",
  );
}
