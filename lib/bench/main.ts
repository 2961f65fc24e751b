/** `npm run bench`: measures a whole installation of its own on this machine, and stops everything it started. */
import "#lib/code-tools";
import "#lib/reactions";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { step } from "#lib/start/progress";
import { clocksAtRest } from "./clocks";
import { deskFeel } from "./desk";
import { type Figure, json, machine, type Report, table } from "./figures";
import { hostileNeighbours } from "./hostile";
import { type Installation, startInstallation, untilRunsDone } from "./installation";
import { investigatedLatency } from "./investigated";
import { deliveryLatency, proposalLatency } from "./latency";
import { metricFigures } from "./metrics";
import { inboxReads, retrieval } from "./reads";
import { atRest } from "./rest";
import { signalFigures } from "./signals";
import { throughput } from "./throughput";

const usage = `npm run bench -- [--seconds N] [--large] [--only PART] [--json FILE]
  --seconds N   how long each throughput is sustained (60)
  --large       search among 1 M passages too; takes minutes more
  --only PART   rest, latency, investigated, throughput, inbox, search, desk, metrics, signals, hostile or clocks; may be repeated
  --json FILE   the report as JSON; - prints it`;

const parts = [
  "rest",
  "latency",
  "investigated",
  "throughput",
  "inbox",
  "search",
  "desk",
  "metrics",
  "signals",
  "hostile",
  "clocks",
] as const;
type Part = (typeof parts)[number];
const titles: Record<Part, string> = {
  rest: "At rest",
  latency: "One event after the other",
  investigated: "Looked up before anybody asks",
  throughput: "As many events as it takes",
  inbox: "Inbox at 100 k and 1 M tickets",
  search: "Search among past cases",
  desk: "At the desk, in a browser",
  metrics: "Metrics",
  signals: "Alerts",
  hostile: "Beside messages made to cost",
  clocks: "Beside a hundred thousand clocks",
};
/** A run that hangs is ended, in minutes. */
const longestRun = 30;

let installation: Installation | undefined;
let stopping: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop(130));
setTimeout(() => {
  process.stderr.write(`The benchmark took longer than ${longestRun} minutes.\n`);
  void stop(1);
}, longestRun * 60_000).unref();

try {
  await run();
  await stop(0);
} catch (error) {
  if (!stopping)
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\n${installation?.printed() ?? ""}\n`,
    );
  await stop(1);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      large: { type: "boolean", default: false },
      only: { type: "string", multiple: true },
      json: { type: "string" },
    },
  });
  const seconds = Number(values.seconds);
  const wanted = values.only ?? [...parts];
  if (!(seconds > 0) || wanted.some((part) => !(parts as readonly string[]).includes(part)))
    throw new Error(usage);
  const report: Report = { at: new Date().toISOString(), machine: machine(), seconds, figures: [] };
  const started = await step("An installation of its own", () => startInstallation());
  installation = started;
  await step("Looking at the demo story", () => untilRunsDone(started.databaseUrl));
  const work: Record<Part, () => Promise<Figure[]>> = {
    rest: () => atRest(started),
    latency: async () => [...(await proposalLatency(started)), ...(await deliveryLatency(started))],
    investigated: () => investigatedLatency(),
    throughput: () => throughput(started, seconds),
    inbox: () => inboxReads(started.databaseUrl, [100_000, 1_000_000]),
    search: () => retrieval(started.databaseUrl, values.large ? [100_000, 1_000_000] : [100_000]),
    desk: () => deskFeel(started),
    metrics: () => metricFigures(started, seconds),
    signals: () => signalFigures(started, seconds),
    hostile: () => hostileNeighbours(started),
    clocks: () => clocksAtRest(started),
  };
  for (const part of parts)
    if (wanted.includes(part)) report.figures.push(...(await step(titles[part], work[part])));
  const { processor, cores, memoryGb, node, load } = report.machine;
  process.stdout.write(
    `\n${table(report.figures)}\n\n${processor}, ${cores} cores, ${memoryGb} GB, Node ${node}, load ${load} at the start\n`,
  );
  if (values.json === "-") process.stdout.write(json(report));
  else if (values.json) writeFileSync(values.json, json(report));
}

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    await installation?.stop();
    process.exit(code);
  })();
  return stopping;
}
