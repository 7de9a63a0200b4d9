// Runs the scenario where programs have arguments and an output: URL [fetch]

import { scenario } from "./scenario.mjs";

const [server, transport] = process.argv.slice(2);
const settings = transport === "fetch" ? { fetch: globalThis.fetch } : {};
for await (const outcome of scenario(server, settings)) console.log(JSON.stringify(outcome));
