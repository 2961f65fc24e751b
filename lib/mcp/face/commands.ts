/** What another agent may do here: propose. Nothing it says is sent, or changes a ticket, without an analyst. */

import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { riskOf } from "#lib/policy/risk";
import { recordRun } from "#lib/suggestions/agent-run";
import { AgentRunInput } from "#lib/suggestions/inputs";
import { isCardOpen } from "#lib/suggestions/open-proposals";
import { lockTicket } from "#lib/tickets/lock";
import { isActive } from "#lib/tickets/model";
import { appendEvent, written } from "#lib/tickets/timeline";
import { ProposeReplyInput } from "../model";

const version = "mcp-1";

/**
 * Puts a reply of another agent in front of an analyst, with a note that says whose it is. `conflict` while another
 * proposal waits: what waits is decided first.
 */
export const proposeReply = command(
  "ticket.write",
  ProposeReplyInput,
  async (tx, { ticketId, text, why }): Promise<{ proposal: number; status: "pending_approval" }> => {
    const locked = await lockTicket(tx, ticketId);
    if (!isActive(locked.status))
      throw new AppError("conflict", `Ticket ${ticketId} is not being worked on.`);
    if (await isCardOpen(tx, ticketId))
      throw new AppError("conflict", "A proposal waits for an analyst already.");
    const { name } = tx.actor;
    const note = { kind: "note", body: `${name} proposed a reply: ${why}` } as const;
    const { eventId } = written(await appendEvent(tx, locked, note, { action: "ticket.note" }));
    const run = AgentRunInput.parse({
      ticketId,
      eventId,
      upToEventId: eventId,
      outcome: "proposed",
      explanation: why,
      engine: "llm",
      model: name,
      pipelineVersion: version,
      durationMs: 0,
      suggestion: { kind: "reply", text, why: `${name}: ${why}`, confidence: 0.5, risk: riskOf("reply") },
    });
    const made = (await recordRun(tx, run)).suggestion;
    if (!made) throw new AppError("conflict", "The conversation moved on. Read the case again.");
    return { proposal: made.id, status: "pending_approval" };
  },
);
