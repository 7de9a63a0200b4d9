// `node repeat.mjs MODULE MILLISECONDS`: what one run of the module's `work` takes, in microseconds of
// processor time.
const [, , module, duration] = process.argv;
const { work } = await import(module);

/** Runs for about so long. Work that is synchronous is not awaited. */
async function run(milliseconds) {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let runs = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 100; i++) {
      const pending = work();
      if (pending instanceof Promise) await pending;
    }
    runs += 100;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / runs;
}

await run(Number(duration));
console.log(JSON.stringify({ microseconds: await run(Number(duration)) }));
process.exit();
