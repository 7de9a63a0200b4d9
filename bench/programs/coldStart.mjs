// `node coldStart.mjs CLIENT ENDPOINT`: from a booted Node to the first response, in milliseconds as
// they pass, and of processor time, which other processes do not lengthen as much.
const [, , client, endpoint] = process.argv;
const { credentials, region, input } = await import("./call.mjs");

const cpuBefore = process.cpuUsage();
const start = performance.now();
const { open } = await import(client);
const reEncrypt = await open({ endpoint, credentials, region });
const { KeyId } = await reEncrypt(input);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);

if (KeyId !== input.DestinationKeyId) throw new Error(`An unexpected answer: ${KeyId}`);
console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1000 }));
// Connections that are kept would keep some of the processes alive.
process.exit();
