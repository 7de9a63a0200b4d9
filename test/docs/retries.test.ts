import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../generator/cli/root.js";
import type { RetryKind } from "../../templates/runtime/contract/retry.js";
import { standardRetry } from "../../templates/runtime/call/retry.js";

it("docs/retries.md has the longest waits of a call with three attempts", () => {
  const longest = (kind: RetryKind): number => {
    const strategy = standardRetry({ random: () => 1 });
    return strategy(1, kind)! + strategy(2, kind)!;
  };
  const text = readFileSync(join(packageRoot, "docs/retries.md"), "utf8").replace(/\s+/g, " ");
  const [, passing, throttled] = /come to (\d+) ms at most, or to (\d+) s when/.exec(text) ?? [];
  expect([longest("transient"), longest("throttling") / 1000].map(String)).toEqual([
    passing,
    throttled,
  ]);
  const response = new Response("", { headers: { "retry-after": "60" } });
  const asked = standardRetry({ random: () => 0 })(1, "transient", response)!;
  expect(text).toContain(`asks for more: then each may take up to ${asked / 1000} s longer.`);
});
