// Measures what the README tells of sizes, and writes it there: `npm run numbers`.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");

const programs = {
  "@tinsmith/kms": `
    import { createKMSClient, reEncrypt } from "./generated/kms/dist/index.js";
    const kms = createKMSClient({ region: "eu-west-1" });
    console.log(await reEncrypt(kms, { DestinationKeyId: "alias/new" }));`,
  "@aws-sdk/client-kms": `
    import { KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";
    const kms = new KMSClient({ region: "eu-west-1" });
    console.log(await kms.send(new ReEncryptCommand({ DestinationKeyId: "alias/new" })));`,
};

/**
 * The size in bytes of a bundle that calls ReEncrypt alone, by esbuild, as one file.
 *
 * @param {"browser" | "node"} platform
 * @param {keyof typeof programs} client
 */
export async function bundleSizes(platform, client = "@tinsmith/kms") {
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
  const { contents } = outputFiles[0];
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length };
}

/** The README's table, as Markdown. */
export async function numbersTable() {
  const rows = [];
  for (const client of Object.keys(programs)) {
    const [browser, node] = [
      await bundleSizes("browser", client),
      await bundleSizes("node", client),
    ];
    const kilobytes = ({ minified, gzip }) =>
      `${(minified / 1000).toFixed(1)} / ${(gzip / 1000).toFixed(2)}`;
    rows.push(`| ${client} | ${kilobytes(browser)} | ${kilobytes(node)} |`);
  }
  return [
    "Size of a bundle that calls `ReEncrypt` alone (esbuild, one file), minified / gzip, in kB:",
    "",
    "| client | browser | Node |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const path = join(root, "README.md");
  const table = await numbersTable();
  const readme = readFileSync(path, "utf8").replace(
    /(<!-- numbers:start -->\n)[^]*(<!-- numbers:end -->)/,
    (_, start, end) => `${start}\n${table}\n\n${end}`,
  );
  writeFileSync(path, readme);
  console.log(table);
}
