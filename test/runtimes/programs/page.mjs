// Runs the scenario in a page, and reports what came of it.

import { scenario } from "./scenario.mjs";

const query = new URLSearchParams(location.search);
const lines = [];
try {
  for await (const outcome of scenario(query.get("server"))) lines.push(JSON.stringify(outcome));
} catch (error) {
  lines.push(JSON.stringify({ thrown: String(error) }));
}
// Needs no answer, so that the reader of reports need not allow it.
await fetch(query.get("report"), { method: "POST", mode: "no-cors", body: lines.join("\n") });
