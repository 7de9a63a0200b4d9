import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { codes, families } from "../../../generator/smithy/codes.js";

const root = resolve(import.meta.dirname, "../../..");

/** The codes that the document has a row for. */
function documented(): string[] {
  const text = readFileSync(join(root, "docs/diagnostics.md"), "utf8");
  return Array.from(text.matchAll(/^\| `(\S+)`/gm), ([, code = ""]) => code);
}

function sourcesIn(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      (readdirSync(join(root, folder), { recursive: true }) as string[])
        .filter((file) => file.endsWith(".ts") && file !== "codes.ts")
        .map((file) => readFileSync(join(root, folder, file), "utf8")),
    )
    .join("\n");
}

it("every code is documented, once, and every documented code is one", () => {
  const endpoints = sourcesIn("generator/endpoints");
  const ofEndpoints = new Set(endpoints.match(/(?<=")(?:RuleSet|Endpoint\w+)\.\w+(?=")/g));
  const all = [...codes, ...families.map((family) => `${family}.*`), ...ofEndpoints];
  expect(documented().sort()).toEqual(all.sort());
});

it("every code is used", () => {
  const source =
    sourcesIn("generator/smithy") + readFileSync(join(root, "generator/generate.ts"), "utf8");
  const isUsed = (code: string) => {
    // Some are put together: `${code}.NoOperations`.
    const end = code.slice(code.indexOf("."));
    return (
      source.includes(`"${code}"`) || (code.includes(".") && source.includes(`\${code}${end}`))
    );
  };
  expect(codes.filter((code) => !isUsed(code))).toEqual([]);
});
