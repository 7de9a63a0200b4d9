import { jsonText } from "../text/visible.js";
import type { Comparison } from "../versioning/change.js";

/** A comparison for scripts. */
export function renderJson({ bump, changes }: Comparison): string {
  const list = changes.map(({ bump, rule, shape, message, service }) => ({
    ...{ bump, rule, shape, message },
    ...(service === undefined ? {} : { service }),
  }));
  return `${jsonText({ bump, changes: list }, 2)}\n`;
}
