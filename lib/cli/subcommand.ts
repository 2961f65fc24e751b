/** What a `vigil` subcommand is, and how it speaks: results on stdout, progress on stderr. */
import type { Ctx } from "#lib/platform/context";

export type Subcommand = {
  /** Words after `vigil`, for instance `audit verify`. */
  usage: string;
  summary: string;
  /** Resolves to the exit code. Throws `UsageError` when the words are off. */
  run(ctx: Ctx, words: string[]): Promise<number>;
};

/** One that works on files alone: no database is opened for it. */
export type FileSubcommand = Omit<Subcommand, "run"> & { runOnFiles(words: string[]): Promise<number> };

/** The command line was not understood; its message is shown with the usage. */
export class UsageError extends Error {}

/** A line that is rewritten in place on a terminal and printed now and then elsewhere. */
export function progress(label: string): (done: number, total: number) => void {
  const started = performance.now();
  let shown = 0;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - shown < (process.stderr.isTTY ? 100 : 5_000)) return;
    shown = now;
    const left = done > 0 ? ((now - started) / done) * (total - done) : 0;
    const share = total === 0 ? 100 : Math.floor((100 * done) / total);
    const line = `${label} ${bar(share)} ${share}%  ${done}/${total}  ${timeLeft(left)} left`;
    process.stderr.write(
      process.stderr.isTTY ? `\r\u001b[K${line}${done >= total ? "\n" : ""}` : `${line}\n`,
    );
  };
}

/** Milliseconds in words: seconds below two minutes, then minutes, then hours and minutes. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Twenty characters for a share in per cent. */
function bar(share: number): string {
  const full = Math.floor(share / 5);
  return "█".repeat(full) + "░".repeat(20 - full);
}
