/** A table is written by the room that owns it: others call its commands. What is not so yet stands here, and nothing is added. */
import { expect, test } from "vitest";
import { allWrites, roomOf, tablesOf, writesOf } from "./testing/table-writers";

/** A source outside the owner's room, and the tables it writes, each for a reason. */
const owed: Record<string, string[]> = {
  // Replies and pages are sent by one state machine, which notes on their rows how far it is.
  "lib/delivery/state-machine.ts": ["tickets.delivery"],
  "lib/delivery/pages/state-machine.ts": ["oncall.oncallChannel", "oncall.pageNotice"],
  // The sample team is there before anybody could command anything.
  "lib/demo/service-levels.ts": ["customers.customer"],
  "lib/demo/set-up.ts": ["customers.customer"],
  "lib/demo/team.ts": ["team.queue", "team.queueMember", "team.user"],
  "lib/evaluation/environment.ts": ["team.user"],
  "lib/scenarios/play.ts": ["team.user"],
  "lib/major/simulation/desk.ts": ["tickets.ticket"],
  // A merge of incidents takes what was posted and sent about them along.
  "lib/incidents/rearranging.ts": ["major.incident_notice", "major.status_post"],
  "lib/incidents/record-alerts.ts": ["signals.alert"],
  // Who signs in with the company's account for the first time comes into being there.
  "lib/platform/sign-in/arriving.ts": ["team.user"],
  "lib/platform/unlearning.ts": ["agent.learnedState", "agent.trainingExample"],
  "lib/team/commands.ts": ["settings.setting"],
  "lib/team/factors/commands.ts": ["settings.setting"],
  // A customer comes into being with the first ticket.
  "lib/tickets/opening.ts": ["customers.customer"],
};

test("every table is written by the room that owns it, and what is owed is still owed", async () => {
  const plan: { owners: Record<string, string[]> } = await import(
    new URL("../../.dependency-cruiser.mjs", import.meta.url).href
  );
  const foreign: Record<string, string[]> = {};
  for (const { path, table } of allWrites()) {
    const [file = ""] = table.split(".");
    if ((plan.owners[file] ?? [file]).includes(roomOf(path))) continue;
    foreign[path] = [...(foreign[path] ?? []), table].sort();
  }
  expect(foreign, "Call a command of the room that owns the table.").toEqual(owed);
});

test("a write is found however it is made", () => {
  const tables = tablesOf({ tickets: 'export const ticketEvent = pgTable(\n  "ticket_event",\n  {});' });
  const found = (text: string) => writesOf("lib/a.ts", text, tables).map(({ table }) => table);
  expect(found("tx.db\n  .insert(ticketEvent)\n  .values(row)")).toEqual(["ticketEvent"]);
  expect(found("tx.db.update(ticketEvent).set({ body })")).toEqual(["ticketEvent"]);
  expect(found("insertRows(\n  ticketEvent, rows)")).toEqual(["ticketEvent"]);
  expect(found("sql`delete from ticket_event where id = 1`")).toEqual(["ticket_event"]);
  expect(found("sql`\n  update ticket_event set body = ''`")).toEqual(["ticket_event"]);
  expect(found("tx.db.select().from(ticketEvent)")).toEqual([]);
  expect(found("/** Nobody may update ticket_event set in stone. */")).toEqual([]);
});
