/** What is done about on-call: schedules, chains, pages, the ways one is reached, and the end of a shift. */
import { and, eq, isNull } from "drizzle-orm";
import { oncallChain, oncallChannel, oncallOverride, oncallSchedule, pageNotice } from "#db/schema/oncall";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { seal } from "#lib/platform/secrets";
import { end, make } from "./calendar/feeds";
import { add, remove } from "./calendar/refresh";
import { addChannelOf, setRulesOf, shown } from "./channels";
import { sign, write } from "./handover/write";
import { importPlan } from "./importers/import";
import {
  AcknowledgeInput,
  AddCalendarInput,
  AddChannelInput,
  AddOverrideInput,
  ChannelInput,
  EscalateInput,
  ImportInput,
  MakeFeedInput,
  PageInput,
  RemoveInput,
  ResolvePageInput,
  SaveChainInput,
  SaveScheduleInput,
  SeePageInput,
  SetContactRulesInput,
  SetMailServerInput,
  SetPageRulesInput,
  SignHandoverInput,
  WithdrawPageInput,
  WriteHandoverInput,
} from "./inputs";
import { acknowledge, escalate, open, resolve, see, withdraw } from "./paging/state-machine";
import { recordChange, refuseStrangers, saveChainRow, saveScheduleRow } from "./saving";
import { changeSetup } from "./setup";

/** Calls for a person, when a rule says whom; the same matter twice while it stands is one page. Null: nobody is to be called. */
export const page = command("machine", PageInput, open);

/** Ends the page on a matter that is none any more. */
export const withdrawPage = command("machine", WithdrawPageInput, withdraw);

/** Takes a page, or takes it over from whoever has it; what is still to be sent for it is not. */
export const acknowledgePage = command("oncall.answer", AcknowledgeInput, async (tx, input) => {
  const { id, version, status } = await acknowledge(tx, input);
  return { id, version, status };
});

/** Hands a page on to the next level, with a reason. */
export const escalatePage = command("oncall.answer", EscalateInput, async (tx, input) => {
  const { id, version, status } = await escalate(tx, input);
  return { id, version, status };
});

/** Ends a page. */
export const resolvePage = command("oncall.answer", ResolvePageInput, async (tx, input) => {
  const { id, version, status } = await resolve(tx, input);
  return { id, version, status };
});

/** Says that whoever was called has looked at it: their further channels stay quiet. */
export const seePage = command("oncall.answer", SeePageInput, (tx, { pageId }) => see(tx, pageId));

/** A device says that it has shown a message. */
export const confirmShown = command("oncall.answer", RemoveInput, (tx, { id }) => shown(tx, id));

/** Makes or changes a schedule. `conflict` when somebody else changed it meanwhile. */
export const saveSchedule = command("oncall.manage", SaveScheduleInput, saveScheduleRow);

/** Takes a schedule out of use; a chain's step that calls it has nobody from then on. */
export const removeSchedule = command("oncall.manage", RemoveInput, async (tx, { id }) => {
  const [row] = await tx.db
    .update(oncallSchedule)
    .set({ removedAt: tx.now() })
    .where(and(eq(oncallSchedule.id, id), isNull(oncallSchedule.removedAt)))
    .returning();
  if (!row) throw new AppError("not_found", "This schedule does not exist.");
  await recordChange(tx, "schedule.remove", { id, name: row.name });
  return { id };
});

/** Puts somebody on call for a time. Without the right to manage schedules one can only take a shift oneself. */
export const addOverride = command("oncall.answer", AddOverrideInput, async (tx, input) => {
  refuseStrangers(tx, input.userId);
  const [found] = await tx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, input.scheduleId), isNull(oncallSchedule.removedAt)));
  if (!found) throw new AppError("not_found", "This schedule does not exist.");
  const made = { ...input, createdBy: tx.actor.id, createdAt: tx.now() };
  const [row] = await tx.db.insert(oncallOverride).values(made).onConflictDoNothing().returning();
  if (!row) throw new AppError("unavailable", "The override was not stored. Try again.");
  await recordChange(tx, "schedule.override", { ...input, id: found.id, name: found.name });
  return { id: row.id };
});

/** Takes an override back: one's own, or any with the right to manage schedules. */
export const removeOverride = command("oncall.answer", RemoveInput, async (tx, { id }) => {
  const [row] = await tx.db.select().from(oncallOverride).where(eq(oncallOverride.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This override does not exist.");
  refuseStrangers(tx, row.userId);
  await tx.db.delete(oncallOverride).where(eq(oncallOverride.id, id));
  await recordChange(tx, "schedule.remove_override", { ...row, id: row.scheduleId });
  return { id };
});

/** Makes or changes an escalation chain. `conflict` when somebody else changed it meanwhile. */
export const saveChain = command("oncall.manage", SaveChainInput, saveChainRow);

/** Takes a chain out of use. `conflict` while a rule calls it. */
export const removeChain = command("oncall.manage", RemoveInput, async (tx, { id }) => {
  const [row] = await tx.db
    .update(oncallChain)
    .set({ removedAt: tx.now() })
    .where(and(eq(oncallChain.id, id), isNull(oncallChain.removedAt)))
    .returning();
  if (!row) throw new AppError("not_found", "This chain does not exist.");
  await recordChange(tx, "chain.remove", { id, name: row.name });
  return { id };
});

/** Sets which cause calls which chain, all rules at once. */
export const setPageRules = command("oncall.manage", SetPageRulesInput, async (tx, input) => {
  const chains = await tx.db.select().from(oncallChain).where(isNull(oncallChain.removedAt));
  if (input.rules.some(({ chainId }) => !chains.some(({ id }) => id === chainId)))
    throw new AppError("not_found", "A rule names a chain that does not exist.");
  const { rules, seen } = input;
  await changeSetup(tx, "rules", { rules }, { rules }, seen && { rules: seen });
  return { rules };
});

/** Adds a way to reach whoever asks. The secret a webhook is signed with is in the answer and nowhere else. */
export const addChannel = command("oncall.answer", AddChannelInput, addChannelOf, "always");

/** Takes a way to reach oneself out of use. */
export const removeChannel = command("oncall.answer", ChannelInput, async (tx, { channelId: id }) => {
  const [row] = await tx.db
    .update(oncallChannel)
    .set({ removedAt: tx.now() })
    .where(
      and(eq(oncallChannel.id, id), eq(oncallChannel.userId, tx.actor.id), isNull(oncallChannel.removedAt)),
    )
    .returning();
  if (!row) throw new AppError("not_found", "You have no such channel.");
  await recordChange(tx, "channel.remove", { id, name: row.label });
  return { id };
});

/** Sends a test to one's own channel; what came of it shows beside it. */
export const testChannel = command("oncall.answer", ChannelInput, async (tx, { channelId }) => {
  const [row] = await tx.db
    .select()
    .from(oncallChannel)
    .where(
      and(
        eq(oncallChannel.id, channelId),
        eq(oncallChannel.userId, tx.actor.id),
        isNull(oncallChannel.removedAt),
      ),
    );
  if (!row) throw new AppError("not_found", "You have no such channel.");
  const [notice] = await tx.db
    .insert(pageNotice)
    .values({ channelId, userId: tx.actor.id, step: 0, dueAt: tx.now() })
    .returning();
  const noticeId = notice?.id ?? 0;
  await enqueue(tx, "oncall.notify", { noticeId }, { id: `notice:${noticeId}:0` });
  await recordChange(tx, "channel.test", { id: channelId, name: row.label });
  return { noticeId };
});

/** Sets which of one's own channels is used after how many minutes. */
export const setContactRules = command("oncall.answer", SetContactRulesInput, setRulesOf);

/** Imports schedules and chains of another system, as its preview said; whoever does is their chains' last resort. */
export const importSchedules = command("oncall.manage", ImportInput, importPlan);

/** Fills a schedule from somebody else's calendar: shifts of people it names, and holidays. */
export const addCalendar = command("oncall.manage", AddCalendarInput, add, "always");

/** Takes a calendar out of a schedule, with what came from it. */
export const removeCalendar = command("oncall.manage", RemoveInput, remove);

/** Writes down what is open as a shift ends, signed by who leaves it. */
export const writeHandover = command("oncall.answer", WriteHandoverInput, write);

/** Signs a shift that is handed over to whoever asks. */
export const signHandover = command("oncall.answer", SignHandoverInput, sign);

/** Makes a calendar address for whoever asks; its secret is in the answer and nowhere else. */
export const makeFeed = command("oncall.answer", MakeFeedInput, make, "always");

/** Ends a calendar address of whoever asks. */
export const removeFeed = command("oncall.answer", RemoveInput, end);

/** Sets the mail server that pages leave by; its address, with its password, is sealed. */
export const setMailServer = command(
  "connector.manage",
  SetMailServerInput,
  async (tx, { from, url, seen }) => {
    const after = { from, host: new URL(url).host };
    const change = { mailFrom: from, mailUrl: seal(url) };
    await changeSetup(tx, "mail", change, after, seen === undefined ? undefined : { mailFrom: seen });
    return { from };
  },
);
