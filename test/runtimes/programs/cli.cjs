// Runs the scenario as CommonJS does: URL [fetch]

const { scenario } = require("./scenario.cjs");

async function main([server, transport]) {
  const settings = transport === "fetch" ? { fetch: globalThis.fetch } : {};
  for await (const outcome of scenario(server, settings)) console.log(JSON.stringify(outcome));
}

void main(process.argv.slice(2));
