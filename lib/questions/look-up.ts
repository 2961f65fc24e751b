/** Look-ups made for a question: which one it asks for, run within policy and budget, and what it gave as a statement. */

import type { Learned } from "#lib/agent/apprentice-state";
import type { Observation } from "#lib/agent/model";
import { proposeArguments } from "#lib/apprentice/engine";
import { beginAskedCall, endAskedCall, mayRunForQuestion } from "#lib/investigation/asked-call";
import { found } from "#lib/investigation/run-tool";
import { terms } from "#lib/knowledge/terms";
import type { Ctx } from "#lib/platform/context";
import type { InvestigationPolicy } from "#lib/settings/rules";
import type { ToolRequest } from "#lib/suggestions/step";
import { toolTitle } from "#lib/tools/model";
import type { Toolbox } from "#lib/tools/registry";
import { schemasOf } from "#lib/tools/schemas";
import type { LookedUp } from "./model";
import { questionParts } from "./parts";
import { coverage, topicOf } from "./topic";

export type LookingUp = {
  questionId: number;
  seen: Observation;
  tools: Toolbox;
  policy: InvestigationPolicy | undefined;
  began: Date;
  /** Called as a look-up begins and as it ends, so that whoever asked sees it run. */
  onCall: () => Promise<void>;
};

/** Runs a call where policy, budget and rate let it; null where they do not. */
export async function lookUp(ctx: Ctx, request: ToolRequest, by: LookingUp): Promise<LookedUp | null> {
  const { questionId, seen, tools, policy, began, onCall } = by;
  const checked = tools.check(request);
  if (!checked.ok || !policy || !mayRunForQuestion(checked.tool, seen.ticket, policy)) return null;
  const call = checked.request;
  const id = await beginAskedCall(ctx, { questionId, ticketId: seen.ticket.id, began, call, policy });
  if (id === null) return null;
  await onCall();
  const result = await found(ctx, seen.ticket.id, checked);
  await endAskedCall(ctx, id, result);
  await onCall();
  return { id, tool: call.tool, arguments: call.arguments, result };
}

/** A question names this much of a tool's name where it asks for it. */
const named = 0.75;
/** And the tool is about this much of what the question is about. */
const meant = 0.6;

/**
 * The look-up a question asks for by the words of a tool's name, with its arguments from the ticket: as the tool was
 * last called here, else as analysts call it. Null where no tool is named, or its arguments are not known.
 */
export function lookUpAsked(
  question: string,
  { seen, tools, policy }: Pick<LookingUp, "seen" | "tools" | "policy">,
  { engine }: Pick<Learned, "engine">,
): ToolRequest | null {
  const part = questionParts(question).find(({ kind }) => kind === "other")?.text;
  if (part === undefined) return null;
  const asked = topicOf(part);
  // What many tools are called with ("get", "check") names none of them.
  const uses = (term: string) => tools.all.filter(({ name }) => terms(toolTitle(name)).includes(term)).length;
  const wanted = tools.all
    .filter((tool) => mayRunForQuestion(tool, seen.ticket, policy))
    .map((tool) => ({
      tool,
      share: coverage(
        topicOf(toolTitle(tool.name), (term) => 1 / Math.max(1, uses(term)) ** 2),
        part,
      ),
      isMeant: coverage(asked, `${toolTitle(tool.name)} ${tool.description}`) >= meant,
    }))
    .filter(({ share, isMeant }) => share >= named && isMeant)
    .sort((one, other) => other.share - one.share || other.tool.name.length - one.tool.name.length)[0]?.tool;
  if (!wanted) return null;
  const before = seen.timeline
    .filter((event) => event.kind === "tool_call")
    .findLast(({ data }) => data.tool === wanted.name);
  const given = before?.data.arguments ?? proposeArguments(engine, seen.case, wanted.name, schemasOf(tools));
  if (!given) return null;
  const checked = tools.check({ tool: wanted.name, arguments: given });
  return checked.ok ? checked.request : null;
}
