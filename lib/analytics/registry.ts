/** The charts, in the order of the page. To add one: a file in queries/ and a line here. */
import type { Chart } from "./chart";
import { abstainByReason } from "./queries/abstain-by-reason";
import { abstainPrecision } from "./queries/abstain-precision";
import { abstainShare } from "./queries/abstain-share";
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
import { gradedRuns } from "./queries/graded-runs";
import { offPolicySample } from "./queries/off-policy-sample";
import { offPolicyWorth } from "./queries/off-policy-worth";
import { propensities } from "./queries/propensities";
import { proposalsByVerdict } from "./queries/proposals-by-verdict";
import { queueCounts } from "./queries/queues";
import { rejectReasonCounts } from "./queries/reject-reasons";
import { resolution } from "./queries/resolution";
import { rightFirstDraft } from "./queries/right-first-draft";
import { showRate } from "./queries/show-rate";
import { slaAttainment, slaBreaches } from "./queries/sla-attainment";
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
  silence: abstainShare,
  "graded-abstentions": gradedRuns,
  workload,
  queues: queueCounts,
  "gate-reliability": gateReliability,
  "gate-judged": gateJudged,
  "gate-risk-coverage": gateRiskCoverage,
  "gate-scores": gateScores,
  "show-rate": showRate,
  "abstain-precision": abstainPrecision,
  "abstain-by-reason": abstainByReason,
  "exploration-found": explorationFound,
  propensities,
  "off-policy-worth": offPolicyWorth,
  "off-policy-sample": offPolicySample,
} as const satisfies Record<string, Chart>;
export type ChartId = keyof typeof charts;
export const chartIds = Object.keys(charts) as [ChartId, ...ChartId[]];
