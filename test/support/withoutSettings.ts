import { existsSync, mkdtempSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** Vitest's global setup: no test depends on the AWS settings of whoever runs it. */
export function setup(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_")) Reflect.deleteProperty(process.env, name);
  }
  const home = homedir();
  if (!existsSync(join(home, ".aws"))) return;
  // What npm has cached stays in reach.
  process.env["npm_config_cache"] ??= join(home, ".npm");
  process.env["HOME"] = mkdtempSync(join(tmpdir(), "home-"));
}
