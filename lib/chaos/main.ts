/**
 * `npm run chaos -- --seconds N --seed S`: an installation of its own, customers who write, monitoring that tells of alerts
 * and sends samples, an analyst who decides, and everything killed at random; then the count that nothing is lost, doubled
 * or stuck. Reaches nothing but loopback.
 */
import "#lib/code-tools";
import "#lib/reactions";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openPool } from "#db/client";
import { type Installation, startInstallation, untilRunsDone } from "#lib/bench/installation";
import { openSender } from "#lib/bench/webhook-requests";
import { diceFor } from "#lib/demo/story/dice";
import { say, step } from "#lib/start/progress";
import { stopWhenAsked } from "#lib/start/stopping";
import { startAlerts } from "./alerts";
import { reckonAlerts } from "./alerts-reckoning";
import { startDeciding } from "./deciding";
import { kill, type Recovery } from "./killing";
import { type Target, targets } from "./parts";
import { allRunsDone, connectorId, reckon } from "./reckoning";
import { startSamples } from "./samples";
import { reckonSamples } from "./samples-reckoning";
import { startTraffic } from "./sending";

const usage = `npm run chaos -- [--seconds N, 10 to 3600 (60)] [--seed S (1)] [--rate N, a second (50)] [--kill ${targets.join("|")} (all)]`;
const longestStopMs = 20_000;
/** Requests at once that must all be answered when it is over. */
const parallel = 30;

let installation: Installation | undefined;
const { stop } = stopWhenAsked(async () => installation?.stop(), longestStopMs);

try {
  await stop((await run()) ? 0 : 1);
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : error}\n${installation?.printed() ?? ""}\n`,
  );
  await stop(1);
}

async function run(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      rate: { type: "string", default: "50" },
      kill: { type: "string" },
    },
  });
  const [first, ...rest] = targets.filter((target) => values.kill === undefined || values.kill === target);
  const [seconds, rate] = [Number(values.seconds), Number(values.rate)];
  if (!(seconds >= 10 && seconds <= 3_600 && rate > 0 && rate <= 500) || !first) throw new Error(usage);
  // A short history is enough, and is there soon.
  process.env.VIGIL_DEMO_TICKETS ??= "40";
  const started = await step("An installation of its own", () => startInstallation());
  installation = started;
  await step("Looking at the demo story", () => untilRunsDone(started.databaseUrl));
  const pool = openPool(started.databaseUrl, 4);
  const dice = diceFor(`chaos ${values.seed}`);
  const sender = await openSender(started, { id: connectorId, connections: 64 });
  const samples = await startSamples(started, diceFor(`samples ${values.seed}`));
  const alerts = await startAlerts(started, diceFor(`alerts ${values.seed}`));
  const traffic = startTraffic(sender, rate, dice);
  const deciding = startDeciding(pool, dice);
  const ending = AbortSignal.timeout(seconds * 1_000);
  const recoveries = await step(
    `Killing at random for ${seconds} s, seed ${values.seed}, ${rate} messages/s`,
    () => kill(started, pool, { traffic, targets: [first, ...rest], dice, signal: ending }),
  );
  await step("Everything acknowledged", () =>
    Promise.all([traffic.stop(), deciding.stop(), samples.stop(), alerts.stop()]),
  );
  const ofSamples = await reckonSamples(pool, samples.series);
  const isDone = await step("Everything looked at", () => allRunsDone(pool));
  const hung = await stragglers(started.address);
  const { acknowledged, decided, ...wrong } = await reckon(pool, { ...traffic, decided: deciding.decided });
  const ofAlerts = await reckonAlerts(pool, alerts.alerts);
  sender.close();
  await pool.sql.end({ timeout: 1 });
  const counts: Record<string, number> = {
    ...wrong,
    ...ofSamples,
    ...ofAlerts,
    "requests that hang": hung,
    "not considered": isDone ? 0 : 1,
  };
  const refused = traffic.refused + samples.refused + alerts.refused;
  const sampled = samples.series.reduce((sum, { readings }) => sum + readings.length, 0);
  const fired = alerts.alerts.reduce((sum, { firings }) => sum + firings, 0);
  say(
    `\n${acknowledged} messages, ${sampled} samples and ${fired} firings acknowledged, ${decided} decisions confirmed; ${refused} attempts refused, slowest acknowledgement of a message ${(traffic.slowest / 1_000).toFixed(1)} s`,
  );
  for (const [what, count] of Object.entries(counts)) say(`  ${String(count).padStart(6)}  ${what}`);
  say(
    `  load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(", ")} over the last 1, 5 and 15 minutes`,
  );
  for (const target of [first, ...rest]) say(`  ${recoveryLine(target, recoveries)}`);
  const each = recoveries.map(
    ({ target, signal, atSecond, seconds: took, processor }) =>
      `${atSecond} s ${target} ${signal} ${took?.toFixed(1) ?? "never"}${processor === null ? "" : ` (${processor.toFixed(1)})`}`,
  );
  say(
    `  each kill, with the seconds it took (and those of the processor its new process had used): ${each.join("; ")}`,
  );
  return (
    Object.values(counts).every((count) => count === 0) &&
    recoveries.every(({ seconds: took }) => took !== null)
  );
}

/** How many of many requests at once get no answer within five seconds, three times over. */
async function stragglers(address: string): Promise<number> {
  let hung = 0;
  for (let round = 0; round < 3; round++) {
    const asked = Array.from({ length: parallel }, () =>
      fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    hung += (await Promise.all(asked)).filter((isAnswered) => !isAnswered).length;
  }
  return hung;
}

function recoveryLine(target: Target, recoveries: readonly Recovery[]): string {
  const took = recoveries
    .filter((one) => one.target === target)
    .map(({ seconds }) => seconds ?? Number.POSITIVE_INFINITY);
  if (took.length === 0) return `${target}: not killed`;
  const used = recoveries.filter((one) => one.target === target).flatMap(({ processor }) => processor ?? []);
  const longest = Math.max(...took);
  return `${target}: killed ${took.length} times, served again after ${middle(took).toFixed(1)} s (median), ${longest.toFixed(1)} s at most${used.length > 0 ? `, ${middle(used).toFixed(1)} s of the processor` : ""}`;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
