/** The charts, in the order of the page. To add one: a file in queries/ and a line here. */
import type { Chart } from "./chart";
import { diagnosticAcceptance, replyAcceptance, triageAcceptance } from "./queries/acceptance-rate";
import { backlog } from "./queries/backlog";
import { commitmentsKept } from "./queries/commitments";
import { editDistance } from "./queries/edit-distance";
import { explorationFound } from "./queries/exploration-found";
import { firstResponse } from "./queries/first-response";
import { gateJudged } from "./queries/gate-judged";
import { gateReliability } from "./queries/gate-reliability";
import { gateRiskCoverage } from "./queries/gate-risk-coverage";
import { gateScores } from "./queries/gate-scores";
import { gradedLooks } from "./queries/graded-looks";
import { offPolicySample } from "./queries/off-policy-sample";
import { offPolicyWorth } from "./queries/off-policy-worth";
import { propensities } from "./queries/propensities";
import { proposalsByVerdict } from "./queries/proposals-by-verdict";
import { queueCounts } from "./queries/queues";
import { rejectReasonCounts } from "./queries/reject-reasons";
import { resolution } from "./queries/resolution";
import { rightFirstDraft } from "./queries/right-first-draft";
import { silenceByReason } from "./queries/silence-by-reason";
import { silencePrecision } from "./queries/silence-precision";
import { silenceShare } from "./queries/silence-share";
import { slaAttainment, slaBreaches } from "./queries/sla-attainment";
import { speakRate } from "./queries/speak-rate";
import { ticketsInAndSolved } from "./queries/tickets-in-and-solved";
import { timeToDecide } from "./queries/time-to-decide";
import { workload } from "./queries/workload";

export const charts = {
  "tickets-in-and-solved": ticketsInAndSolved,
  backlog,
  "first-response": firstResponse,
  resolution,
  "sla-attainment": slaAttainment,
  "sla-breaches": slaBreaches,
  commitments: commitmentsKept,
  "proposals-by-verdict": proposalsByVerdict,
  "reply-acceptance": replyAcceptance,
  "diagnostic-acceptance": diagnosticAcceptance,
  "triage-acceptance": triageAcceptance,
  "right-first-draft": rightFirstDraft,
  "edit-distance": editDistance,
  "time-to-decide": timeToDecide,
  "reject-reasons": rejectReasonCounts,
  silence: silenceShare,
  "graded-silences": gradedLooks,
  workload,
  queues: queueCounts,
  "gate-reliability": gateReliability,
  "gate-judged": gateJudged,
  "gate-risk-coverage": gateRiskCoverage,
  "gate-scores": gateScores,
  "speak-rate": speakRate,
  "silence-precision": silencePrecision,
  "silence-by-reason": silenceByReason,
  "exploration-found": explorationFound,
  propensities,
  "off-policy-worth": offPolicyWorth,
  "off-policy-sample": offPolicySample,
} as const satisfies Record<string, Chart>;
export type ChartId = keyof typeof charts;
export const chartIds = Object.keys(charts) as [ChartId, ...ChartId[]];
