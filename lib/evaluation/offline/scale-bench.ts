/** Measures whether the apprentice's cost grows with the tickets it learnt from: invented dialogues multiplied into many products. */
import { propose } from "#lib/apprentice/engine";
import type { CaseEvent, ClosedCase } from "#lib/apprentice/model";
import { newApprentice, restore, snapshot } from "#lib/apprentice/state";
import { learnCase } from "#lib/apprentice/training";
import { mean, quantile } from "../scorers";
import type { DialogueEvent } from "../star";
import { syntheticDialogues } from "../synthetic-dialogues";

/** What it costs after so many closed tickets; times in milliseconds. */
export type ScaleFigures = {
  closed: number;
  templates: number;
  propose: { p50: number; p95: number };
  learn: number;
  snapshotMegabytes: number;
  restore: number;
};

/** Each product has wordings of its own. */
const PRODUCTS = 300;
const TICKETS_ASKED = 60;

/** Learns up to the largest size and measures at each of `sizes`, which must ascend; each is told as it is reached. */
export function* measureScale(sizes: readonly number[]): Generator<ScaleFigures> {
  const apprentice = newApprentice();
  const dialogues = syntheticDialogues(2_000);
  const learning: number[] = [];
  let id = 0;
  const next = (): ClosedCase => {
    const one = dialogues[id % dialogues.length];
    id++;
    return toCase(id, one?.dialogue.events ?? []);
  };
  for (const size of sizes) {
    while (apprentice.closed < size) {
      const closed = next();
      const before = performance.now();
      learnCase(apprentice, closed);
      learning.push(performance.now() - before);
    }
    const asking = Array.from({ length: TICKETS_ASKED }, next).flatMap((of) =>
      of.events.slice(1).map((_, index) => {
        const before = performance.now();
        propose(apprentice, { ...of, events: of.events.slice(0, index + 1) });
        return performance.now() - before;
      }),
    );
    const bytes = snapshot(apprentice);
    const before = performance.now();
    restore(bytes);
    yield {
      closed: size,
      templates: apprentice.templateStore.classes.length,
      propose: { p50: quantile(asking, 0.5), p95: quantile(asking, 0.95) },
      learn: mean(learning.slice(-200)),
      snapshotMegabytes: bytes.length / 1e6,
      restore: performance.now() - before,
    };
  }
}

function toCase(ticketId: number, events: readonly DialogueEvent[]): ClosedCase {
  const product = `product${(ticketId * 7919) % PRODUCTS}`;
  const told = events.map((event, index): CaseEvent => {
    const common = {
      id: ticketId * 100 + index,
      kind: event.kind,
      at: event.at + ticketId * 1000,
      actorId: null,
    };
    if (event.kind === "tool_call")
      return { ...common, body: "", tool: event.tool, arguments: event.arguments };
    if (event.kind === "tool_result") return { ...common, body: "", tool: event.tool, result: event.result };
    return { ...common, body: `${event.body} (${product})` };
  });
  const about = {
    ticketId,
    subject: product,
    queue: null,
    assigneeId: `analyst-${ticketId % 9}`,
    customer: null,
  };
  return { ...about, events: told, closedAt: ticketId * 60_000 };
}

if (process.argv[1]?.endsWith("scale-bench.ts")) {
  for (const figures of measureScale(process.argv.slice(2).map(Number))) console.log(JSON.stringify(figures));
}
