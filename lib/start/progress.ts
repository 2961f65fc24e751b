/** What a person sees on the terminal while Vigil starts: one line a step, with the time it took. */

/** Tells how far a step has come. */
export type Progress = (done: number, total: number) => void;

/** A step that takes longer is named before it ends. */
const silenceMs = 10_000;

/** Runs a step, says so and how far it has come, and says how long it took when that was noticeable. */
export async function step<T>(name: string, work: (onProgress: Progress) => Promise<T>): Promise<T> {
  const started = performance.now();
  const show = (words: string) =>
    process.stdout.isTTY && process.stdout.write(`\r\u001b[K  ${name} …${words}`);
  show("");
  // Into a file or a container's log nothing is written over: minutes of silence look like a hang.
  const timeout = setTimeout(() => !process.stdout.isTTY && say(`  ${name} …`), silenceMs);
  try {
    let told = 0;
    const result = await work((done, total) => {
      const percent = Math.floor((100 * done) / total);
      show(` ${percent}%`);
      // There, a line each quarter.
      const quarter = Math.floor(percent / 25);
      if (!process.stdout.isTTY && quarter > told && percent < 100) say(`  ${name} … ${percent}%`);
      told = Math.max(told, quarter);
    });
    const seconds = (performance.now() - started) / 1000;
    say(`✓ ${name}${seconds >= 0.5 ? ` (${seconds.toFixed(1)} s)` : ""}`);
    return result;
  } catch (error) {
    say(`✗ ${name}`);
    throw error;
  } finally {
    clearTimeout(timeout);
  }
}

/** Prints one line, over a step that is still being shown. */
export function say(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? "\r\u001b[K" : ""}${line}\n`);
}
