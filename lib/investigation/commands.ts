/** What people do about investigations: say what the agent may run by itself, and judge what it ran. */
import { eq, sql } from "drizzle-orm";
import { ownCall } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { readSetting } from "#lib/settings/queries";
import { storeSetting } from "#lib/settings/store";
import { gradeConsideration } from "#lib/suggestions/commands";
import { lockTicketOf } from "#lib/tickets/timeline";
import { JudgeOwnCallInput, SetToolPolicyInput } from "./model";

/** Sets what the agent may do with one tool by itself; what is set for others stays, also where two people set at once. */
export const setToolPolicy = command("policy.manage", SetToolPolicyInput, async (tx, { tool, ...policy }) => {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('investigation.tools', 0))`);
  const { tools } = await readSetting(tx, "investigation.tools");
  const before = Object.hasOwn(tools, tool) ? tools[tool] : null;
  await storeSetting(tx, "investigation.tools", { tools: { ...tools, [tool]: policy } });
  await recordAudit(tx, {
    action: "investigation.set_tool",
    entity: "tool",
    entityId: tool,
    before: before ?? null,
    after: policy,
  });
  return { tool };
});

/**
 * Says whether a call the agent made by itself was needed. One that was not is counted, and teaches the gate that such
 * a call is not worth making; what it found stays on the timeline.
 */
export const judgeOwnCall = command(
  "consideration.grade",
  JudgeOwnCallInput,
  async (tx, { eventId, isNeeded }): Promise<{ eventId: number; isNeeded: boolean }> => {
    const { id: ticketId } = await lockTicketOf(tx, eventId);
    const [own] = await tx.db
      .update(ownCall)
      .set(
        isNeeded
          ? { notNeededBy: null, notNeededAt: null }
          : { notNeededBy: tx.actor.id, notNeededAt: tx.now() },
      )
      .where(eq(ownCall.eventId, eventId))
      .returning();
    if (!own) throw new AppError("unprocessable", "The agent did not make this call by itself.");
    if (own.considerationId !== null)
      await gradeConsideration(tx, {
        considerationId: own.considerationId,
        grade: isNeeded ? "right" : "should_have_stayed_silent",
      });
    await recordAudit(tx, {
      action: isNeeded ? "investigation.needed" : "investigation.not_needed",
      entity: "ticket",
      entityId: ticketId,
      after: { eventId, tool: own.tool },
    });
    await publishChange(tx, "event", ticketId, { eventId });
    return { eventId, isNeeded };
  },
);
