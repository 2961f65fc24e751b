/** Ends a process in one guarded act: signals, however many, a closed terminal, or a parent that is gone. */
import { loggedText } from "#lib/platform/log-safely";
import { ancestors, isRunning } from "#lib/postgres/processes";

/** How often it is looked whether who started us still lives, in milliseconds. */
const watchMs = 500;
/** After this a stop is over, whatever still hangs, in milliseconds. */
const usualLimitMs = 4_000;

export type Stopping = {
  /** Aborts as soon as the process is to end. */
  signal: AbortSignal;
  /** Begins the end, or joins the one that has begun. */
  stop(code?: number): Promise<never>;
};

/**
 * From now on the process ends by `work` and then exits with 0, whoever asks for it: once, however often it is asked.
 * What `work` has not done within `limitMs` is left undone.
 */
export function stopWhenAsked(work: () => Promise<unknown>, limitMs = usualLimitMs): Stopping {
  const asked = new AbortController();
  let ending: Promise<never> | undefined;
  const end = async (code: number): Promise<never> => {
    asked.abort();
    setTimeout(() => process.exit(code), limitMs);
    await work().catch((error: unknown) => process.stderr.write(`${loggedText(String(error))}\n`));
    process.exit(code);
  };
  const stop = (code = 0) => {
    ending ??= end(code);
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
  if (process.connected) process.once("disconnect", () => void stop());
  watchAncestors(() => void stop());
  // A terminal or a pipe that is gone is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  return { signal: asked.signal, stop };
}

/** Calls back when npm, or what stands between it and us, is gone: it may be killed without a word to us. */
function watchAncestors(onGone: () => void): void {
  const marks = process.env.npm_lifecycle_event ? ancestors(isOfNpm) : [];
  if (marks.length === 0) return;
  const timer = setInterval(() => {
    if (marks.every(isRunning)) return;
    clearInterval(timer);
    onGone();
  }, watchMs);
  timer.unref();
}

/** The shell of a script, the runner of a script, and npm itself, which calls itself `npm run …`. */
function isOfNpm(command: string): boolean {
  return /^npm\b|npm-cli|^(\S*\/)?(sh|bash|dash) -c |\btsx\b/.test(command);
}
