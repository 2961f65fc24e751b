/** The demo's on-call: two rotations, a swapped weekend, a chain, what calls it, and a page of last week that was answered. */
import { and, desc, eq, inArray } from "drizzle-orm";
import { oncallSchedule, page } from "#db/schema/oncall";
import { ticket } from "#db/schema/tickets";
import {
  acknowledgePage,
  addOverride,
  page as call,
  resolvePage,
  saveChain,
  saveSchedule,
  setPageRules,
} from "#lib/oncall/commands";
import type { Layer } from "#lib/oncall/model";
import { instantOfWall } from "#lib/oncall/rules";
import { actorCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { demoSource } from "./history";
import { personId } from "./team";

const timeZone = "Europe/Oslo";
const day = 86_400_000;
const minute = 60_000;
const turns = [["tomas"], ["priya"], ["hannah"]].map((turn) => turn.map(personId));
const leads = [["marcus"], ["ingrid"]].map((turn) => turn.map(personId));

/** Writes what is not there yet; a second time changes nothing. */
export async function prepareOncall(ctx: Ctx): Promise<void> {
  if ((await ctx.db.$count(oncallSchedule)) > 0) return;
  const now = ctx.now();
  const lead = personCtx(ctx, "marcus", "Marcus Oyelade", "lead", new Date(now.getTime() - 28 * day));
  // The first of three has been on call for two days.
  const started = new Date(now.getTime() - 2 * day).toISOString().slice(0, 10);
  const first = new Date(Date.parse(started) - 21 * day).toISOString().slice(0, 10);
  const primary = await saveSchedule(lead, {
    id: null,
    version: null,
    name: "Platform on call",
    description: "First to be called for the platform.",
    timeZone,
    layers: [weekly("Primary", turns, first)],
  });
  const second = await saveSchedule(lead, {
    id: null,
    version: null,
    name: "Incident lead",
    description: "Decides when the first on call needs somebody.",
    timeZone,
    layers: [
      weekly("Leads", leads, first),
      {
        ...weekly("Office hours", [[personId("marcus")]], first),
        windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "16:00", span: 0 }],
        restsOnHolidays: true,
      },
    ],
  });
  const swap = new Date(now.getTime() + 8 * day).toISOString().slice(0, 10);
  await addOverride(lead, {
    scheduleId: primary.id,
    userId: personId("hannah"),
    replaces: personId("priya"),
    startsAt: new Date(instantOfWall(`${swap}T09:00`, timeZone)),
    endsAt: new Date(instantOfWall(`${swap}T23:00`, timeZone)),
    reason: "Swapped for a wedding",
  });
  const schedule = ({ id }: { id: number }) => [{ kind: "schedule" as const, id: String(id) }];
  const chain = await saveChain(lead, {
    id: null,
    version: null,
    name: "Platform",
    steps: [
      { targets: schedule(primary), wait: 15 },
      { targets: schedule(second), wait: 30 },
    ],
    repeats: 3,
    lastResort: personId("ingrid"),
  });
  const rule = { queueId: null, chainId: chain.id };
  await setPageRules(lead, {
    rules: [
      { ...rule, cause: "incident", atLeast: "critical" },
      { ...rule, cause: "handover", atLeast: "critical" },
      { ...rule, cause: "approval", atLeast: "normal" },
      { ...rule, cause: "breach", atLeast: "high" },
    ],
  });
  await writeAnswered(ctx);
}

/** The latest alert that was dealt with: the page it would have been, answered by whoever was on call. */
async function writeAnswered(ctx: Ctx): Promise<void> {
  const [alert] = await ctx.db
    .select()
    .from(ticket)
    .where(
      and(
        eq(ticket.source, demoSource),
        eq(ticket.kind, "alert"),
        inArray(ticket.status, ["solved", "closed"]),
      ),
    )
    .orderBy(desc(ticket.createdAt))
    .limit(1);
  if (!alert) return;
  const at = (minutes: number) => new Date(alert.createdAt.getTime() + minutes * minute);
  const system: Ctx = { ...systemCtx("On-call", ctx.db), now: () => at(1) };
  const made = await call(system, {
    cause: "incident",
    key: `demo:${alert.id}`,
    urgency: "critical",
    title: alert.subject,
    ticketId: alert.id,
    brief: [`Open: ${alert.subject}`],
  });
  if (!made) return;
  const { pageId } = made;
  const answer = async (
    minutes: number,
    run: typeof acknowledgePage | typeof resolvePage,
    reason: string,
  ) => {
    const [row] = await ctx.db.select({ version: page.version }).from(page).where(eq(page.id, pageId));
    const tomas = personCtx(ctx, "tomas", "Tomás Ferrão", "analyst", at(minutes));
    await run(tomas, { pageId, version: row?.version ?? 0, reason });
  };
  await answer(4, acknowledgePage, "On it");
  await answer(41, resolvePage, "The alert is over, the customers were told");
}

function weekly(name: string, people: string[][], first: string): Layer {
  return {
    name,
    turns: people,
    every: { unit: "week", count: 1 },
    startsAt: `${first}T09:00`,
    endsAt: null,
    windows: [],
    restsOnHolidays: false,
  };
}

function personCtx(ctx: Ctx, key: string, name: string, role: "lead" | "analyst", at: Date): Ctx {
  return { ...actorCtx({ kind: "user", id: personId(key), name, role }, ctx.db), now: () => at };
}
