/** Brings recorded dialogues into the desk as closed tickets, and at once into what the agent knows. */
import { recordExamples } from "#lib/agent/commands";
import { indexTickets } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { recordEvents } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { Dialogue } from "./star";
import { historyOf } from "./star-history";

/** What an import did; `empty` dialogues hold nothing to keep. */
export type ImportReport = { tickets: number; events: number; known: number; empty: number };

/** Most events recorded with one call, and about as many of a transaction. */
const mostEvents = 500;

/**
 * Records `dialogues` as history, in their order: the agent is not asked to look at them, but learns from them
 * and can cite them. Stopped half-way, it goes on where it was; a second import adds nothing.
 */
export async function importDialogues(
  ctx: Ctx,
  dialogues: readonly Dialogue[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportReport> {
  const report: ImportReport = { tickets: 0, events: 0, known: 0, empty: 0 };
  let done = 0;
  for (const histories of portions(dialogues.map(historyOf))) {
    const filled = histories.filter((events) => events.length > 0);
    const added = await withTransaction(ctx, (tx) => importPortion(tx, filled.flat()));
    report.tickets += added.tickets;
    report.events += added.events;
    report.known += filled.length - added.tickets;
    report.empty += histories.length - filled.length;
    done += histories.length;
    onProgress(done, dialogues.length);
  }
  return report;
}

/** Tickets, passages and training examples of a portion commit together, so that a known ticket is known everywhere. */
async function importPortion(
  tx: Ctx,
  events: InboundEventInput[],
): Promise<{ tickets: number; events: number }> {
  const fresh: number[] = [];
  for (let start = 0; start < events.length; start += mostEvents) {
    const slice = events.slice(start, start + mostEvents);
    const recorded = await recordEvents(tx, { events: slice, runsAgent: false });
    for (const { isDuplicate, ticketId } of recorded) if (!isDuplicate) fresh.push(ticketId);
  }
  const ticketIds = [...new Set(fresh)];
  await indexTickets(tx, { ticketIds });
  if (ticketIds.length > 0)
    await recordExamples(tx, { examples: ticketIds.map((ticketId) => ({ ticketId })) });
  return { tickets: ticketIds.length, events: fresh.length };
}

/** Whole histories, grouped to about `mostEvents` each. */
function* portions(histories: InboundEventInput[][]): Generator<InboundEventInput[][]> {
  let portion: InboundEventInput[][] = [];
  let size = 0;
  for (const history of histories) {
    if (size > 0 && size + history.length > mostEvents) {
      yield portion;
      [portion, size] = [[], 0];
    }
    portion.push(history);
    size += history.length;
  }
  if (portion.length > 0) yield portion;
}
