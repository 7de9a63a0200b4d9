import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const dist = resolve(import.meta.dirname, "../../generated/kms/dist");

/** Runs one call of the built package in a process of its own. */
function call(kind: "esm" | "cjs", environment: Readonly<Record<string, string>>) {
  const home = mkdtempSync(join(tmpdir(), "settings-home-"));
  const files = environment["config"];
  if (files) {
    mkdirSync(join(home, ".aws"));
    writeFileSync(join(home, ".aws/config"), files);
  }
  const own = `
    const kms = createKMSClient({ credentials: { accessKeyId: "A", secretAccessKey: "S" }, fetch: async (url, { headers }) => {
      sent = [url, headers["user-agent"], headers["amz-sdk-request"]];
      return new Response('{"Keys":[],"Truncated":false}');
    } });
    const { error } = await listKeys(kms, {});
    console.log(JSON.stringify({ sent, error: error?.message, loaded }));`;
  const source =
    kind === "cjs"
      ? `(async () => {
          const { createKMSClient, listKeys } = require(${JSON.stringify(join(dist, "index.cjs"))});
          let sent;
          const loaded = undefined;
          ${own}
          console.log(JSON.stringify(Object.keys(require.cache)));
        })();`
      : `import { register } from "node:module";
        const hook = \`
          import { writeSync } from "node:fs";
          export function load(url, context, next) {
            if (url.includes("/kms/dist/")) writeSync(1, JSON.stringify(url) + "\\\\n");
            return next(url, context);
          }\`;
        register("data:text/javascript," + encodeURIComponent(hook));
        const { createKMSClient, listKeys } = await import(${JSON.stringify(join(dist, "index.js"))});
        let sent, loaded;
        ${own}`;
  const path = join(home, kind === "cjs" ? "program.cjs" : "program.mjs");
  writeFileSync(path, source);
  const { PATH = "" } = process.env;
  const { config: _, ...variables } = environment;
  const text = execFileSync(process.execPath, [path], {
    encoding: "utf8",
    env: { PATH, HOME: home, ...variables },
  });
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  const files_ = lines.flat().filter((line): line is string => typeof line === "string");
  return {
    loaded: files_.flatMap((file) => /kms\/dist\/(.*)$/.exec(file)?.[1] ?? []).sort(),
    ...(lines.find(
      (line) => (line as { sent?: unknown }).sent ?? (line as { error?: unknown }).error,
    ) as {
      readonly sent?: readonly string[];
      readonly error?: string;
    }),
  };
}

const lambda = {
  AWS_REGION: "eu-west-1",
  AWS_DEFAULT_REGION: "eu-west-1",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
  AWS_LAMBDA_FUNCTION_NAME: "f",
  AWS_ACCESS_KEY_ID: "A",
  AWS_SECRET_ACCESS_KEY: "S",
};
const config = "[default]\nregion = eu-west-1\nmax_attempts = 7\nsdk_ua_app_id = shop";

describe.each([
  ["esm", "js"],
  ["cjs", "cjs"],
] as const)("the settings of the built package, as %s", (kind, extension) => {
  const shared = [`index.${extension}`, `runtime.node.${extension}`];

  it("load nothing in Lambda", () => {
    expect(call(kind, lambda)).toMatchObject({
      loaded: shared,
      sent: ["https://kms.eu-west-1.amazonaws.com/", "tinsmith/KMS ", "attempt=1; max=3"],
    });
  });

  it("load a file where there are files, and reach the wire", () => {
    expect(call(kind, { config })).toMatchObject({
      loaded: [...shared, `settings.${extension}`],
      sent: ["https://kms.eu-west-1.amazonaws.com/", "tinsmith/KMS app/shop", "attempt=1; max=7"],
    });
  });

  it("are the error of the first call where they are wrong", () => {
    const { error } = call(kind, { ...lambda, AWS_MAX_ATTEMPTS: "abc" });
    expect(error).toBe('AWS_MAX_ATTEMPTS is "abc", and has to be a whole number from 1');
  });
});
