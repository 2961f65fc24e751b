/** What each job does, and what becomes of one that was given up. */
import { recordFailure } from "#lib/agent/conclusion";
import { type AgentPorts, runAgent } from "#lib/agent/loop";
import { askModel } from "#lib/agent/model-turn";
import { recordReplyOutcome } from "#lib/delivery/commands";
import { deliverReply } from "#lib/delivery/deliver";
import { deliverNotice, giveUpNotice } from "#lib/delivery/pages/state-machine";
import { playStep } from "#lib/demo/play";
import { runImport } from "#lib/imports/run";
import { divideIncident, resolveQuietIncident } from "#lib/incidents/commands";
import { briefOfPage } from "#lib/investigation/case-brief";
import { gradeClosed } from "#lib/investigation/grade";
import { askGrade } from "#lib/investigation/model-grade";
import { recordUnrun, runTool } from "#lib/investigation/run-tool";
import { indexTickets } from "#lib/knowledge/commands";
import { asOnCall } from "#lib/oncall/actor";
import { escalateDue } from "#lib/oncall/paging/state-machine";
import { agentCtx, systemCtx } from "#lib/platform/context";
import type { FailedJob, JobHandlers } from "#lib/platform/jobs/runner";
import { log } from "#lib/platform/log";
import { answerQuestion } from "#lib/questions/answer";
import { failQuestion } from "#lib/questions/commands";
import { summarise } from "#lib/questions/summarise";
import { noteRecurrence } from "#lib/remediation/autonomy/recurrence";
import { executeRun } from "#lib/remediation/runs/execute";
import { expireRun } from "#lib/remediation/runs/expire";
import { undoRun } from "#lib/remediation/runs/roll-back";
import { runUnasked } from "#lib/remediation/runs/unasked";
import { verifyRun } from "#lib/remediation/runs/verify";
import { runAskedScenarios } from "#lib/scenarios/saved";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { pageProposal } from "#lib/suggestions/paging";
import { recomputeClocks } from "#lib/tickets/recompute";

/** What is shown of a reply whose job failed for a reason of our own; the log has it. */
const givenUp = { attempt: null, outcome: { outcome: "refused", reason: "Vigil itself failed." } } as const;

/** Every job with what it does. */
export function jobHandlers(ports: AgentPorts): JobHandlers {
  const { apprentice, tools } = ports;
  return {
    "agent.consider": async (job) => {
      await noteRecurrence(systemCtx("remediation"), job.ticketId);
      await followUp(await runAgent(agentCtx(), job, ports));
    },
    "agent.askModel": async (job) => followUp(await askModel(agentCtx(), job, ports)),
    "agent.runTool": (job) => runTool(systemCtx("diagnostics"), job, tools),
    "questions.answer": (job) => answerQuestion(agentCtx(), job, ports),
    "questions.summarise": (job) => summarise(agentCtx(), job, ports),
    "investigation.askGrade": async (job) => void (await askGrade(systemCtx("investigation"), job, ports)),
    "tickets.deliver": (job) => deliverReply(systemCtx("delivery"), job),
    "learning.learn": async (job) => {
      await apprentice.learn(systemCtx("learning"), job);
      await gradeClosed(systemCtx("investigation"), job.ticketId);
    },
    "knowledge.index": ({ ref }) => indexTickets(systemCtx("knowledge"), { ticketIds: [ref] }),
    "incidents.settle": async (job) => void (await resolveQuietIncident(systemCtx("incidents"), job)),
    "incidents.divide": async (job) => void (await divideIncident(systemCtx("incidents"), job)),
    "imports.run": ({ importId }) => runImport(systemCtx("import"), importId),
    "scenarios.run": () => runAskedScenarios(systemCtx("scenarios")),
    "remediation.execute": (job) => executeRun(systemCtx("remediation"), job),
    "remediation.verify": (job) => verifyRun(systemCtx("remediation"), job),
    "remediation.rollBack": (job) => undoRun(systemCtx("remediation"), job),
    "remediation.expire": (job) => expireRun(systemCtx("remediation"), job),
    "oncall.escalate": (job) => escalateDue(asOnCall(systemCtx("on-call")), job),
    "oncall.notify": (job) => deliverNotice(asOnCall(systemCtx("on-call")), job, briefOfPage),
    "sla.recompute": async () => void (await recomputeClocks(systemCtx("sla"))),
    "demo.step": (job) => playStep(systemCtx("demo"), job),
  };
}

/** What a new card leads to by itself. */
async function followUp(recorded: RecordedRun | null): Promise<void> {
  if (!recorded?.suggestion) return;
  await runUnasked(agentCtx(), recorded.suggestion);
  await pageProposal(agentCtx(), recorded.suggestion);
}

/** A failed look or reply is shown on its ticket; every failure is in the log. */
export async function onFailed({ name, input, error }: FailedJob): Promise<void> {
  log().error({ job: name, input, error }, "A job was given up.");
  if (name === "agent.consider") await recordFailure(agentCtx(), input);
  if (name === "agent.runTool") await recordUnrun(systemCtx("diagnostics"), input);
  if (name === "questions.answer") await failQuestion(systemCtx("questions"), input);
  if (name === "oncall.notify") await giveUpNotice(asOnCall(systemCtx("on-call")), input);
  if (name === "tickets.deliver") await recordReplyOutcome(systemCtx("delivery"), { ...input, ...givenUp });
}
