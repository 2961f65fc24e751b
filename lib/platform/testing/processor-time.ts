/** What work costs, for tests that must not depend on how busy the machine is. */

/** Processor time of `work` in milliseconds: waiting for a turn does not count. */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
