/** What a person sees on the terminal while Vigil starts: one line a step, with the time it took. */

/** Runs a step, says so, and says how long it took when that was noticeable. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`  ${name} …`);
  try {
    const result = await work();
    const seconds = (performance.now() - started) / 1000;
    say(`✓ ${name}${seconds >= 0.5 ? ` (${seconds.toFixed(1)} s)` : ""}`);
    return result;
  } catch (error) {
    say(`✗ ${name}`);
    throw error;
  }
}

/** Prints one line, over a step that is still being shown. */
export function say(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? "\r\u001b[K" : ""}${line}\n`);
}
