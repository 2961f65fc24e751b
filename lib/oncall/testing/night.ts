/** A night on a clock of its own: people, a chain, the queue that timers wait in, and the worker that takes from it. */
import { eq } from "drizzle-orm";
import { page, pageEvent, pageNotice } from "#db/schema/oncall";
import { deliverNotice, giveUpNotice } from "#lib/delivery/pages/state-machine";
import { briefOfPage } from "#lib/investigation/case-brief";
import type { Ctx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { page as call, saveChain, setPageRules } from "../commands";
import type { PageInput } from "../inputs";
import type { ChainStep } from "../model";
import type { PageCause } from "../paging/model";

import { escalateDue } from "../paging/state-machine";

export type Night = Awaited<ReturnType<typeof openNight>>;

/** Starts at two on a night in March. */
export async function openNight(outer: Ctx, startsAt = new Date("2026-03-10T01:00:00Z")) {
  let now = startsAt;
  const clock = () => now;
  const jobs = virtualQueue(clock);
  const ctx: Ctx = { ...outer, now: clock, unattended: jobs };
  const system: Ctx = { ...ctx, actor: { kind: "system", id: "on-call", name: "On-call" } };
  const somebody = async (role: "analyst" | "lead" | "viewer" = "analyst") => ({
    ...(await person(ctx, role)),
    now: clock,
    unattended: jobs,
  });
  /** Runs what is due, one after the other, up to `at`; the clock stands at each one's time, or at `late` once it is past. */
  const goOn = async (minutes: number, { isDown = false } = {}) => {
    const end = new Date(now.getTime() + minutes * 60_000);
    if (isDown) now = end;
    for (let due = jobs.next(end); due; due = jobs.next(end)) {
      if (due.at > now) now = due.at;
      const { name, input } = due.job;
      if (name === "oncall.escalate") await escalateDue(system, input);
      if (name === "oncall.notify")
        await deliverNotice(system, input, briefOfPage).catch(() => giveUpNotice(system, input));
    }
    now = end;
  };
  return {
    ctx,
    system,
    jobs,
    somebody,
    goOn,
    now: clock,
    setTime: (at: Date) => {
      now = at;
    },
    /** A chain that the cause goes to. */
    chain: async (steps: ChainStep[], lastResort: string, repeats = 0, cause: PageCause = "handover") => {
      const lead = await somebody("lead");
      const input = { id: null, version: null, name: unique("chain"), steps, repeats, lastResort };
      const { id } = await saveChain(lead, input);
      await setPageRules(lead, {
        rules: [{ cause, queueId: null, atLeast: "normal", chainId: id }],
      });
      return id;
    },
    call: async (input: Partial<PageInput> = {}) => {
      const made = await call(system, {
        cause: "handover",
        key: unique("key"),
        urgency: "high",
        title: "The volume of Contoso is full",
        brief: ["Open: the volume is full"],
        ...input,
      });
      return made?.pageId ?? 0;
    },
    state: async (pageId: number) => {
      const [row] = await ctx.db.select().from(page).where(eq(page.id, pageId));
      const events = await ctx.db
        .select()
        .from(pageEvent)
        .where(eq(pageEvent.pageId, pageId))
        .orderBy(pageEvent.id);
      const notices = await ctx.db
        .select()
        .from(pageNotice)
        .where(eq(pageNotice.pageId, pageId))
        .orderBy(pageNotice.id);
      if (!row) throw new Error(`there is no page ${pageId}`);
      return {
        row,
        events: events.map(({ kind, text }) => ({ kind, text })),
        kinds: events.map(({ kind }) => kind),
        notices,
      };
    },
  };
}

/** A step that calls these people, with so many minutes until the next one. */
export function step(wait: number, ...people: Ctx[]): ChainStep {
  return { targets: people.map(({ actor }) => ({ kind: "person", id: actor.id })), wait };
}
