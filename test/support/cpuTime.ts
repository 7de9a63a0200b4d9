/**
 * The processor time that work takes, in milliseconds. Unlike time on the clock, it hardly grows
 * where other programs keep the machine busy.
 */
export function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
