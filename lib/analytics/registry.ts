/** The charts, in the order of the page. To add one: a file in queries/ and a line here. */
import type { Chart } from "./chart";
import { acceptanceRate } from "./queries/acceptance-rate";
import { backlog } from "./queries/backlog";
import { editDistance } from "./queries/edit-distance";
import { firstResponse } from "./queries/first-response";
import { gradedLooks } from "./queries/graded-looks";
import { proposalsByVerdict } from "./queries/proposals-by-verdict";
import { queueCounts } from "./queries/queues";
import { rejectReasonCounts } from "./queries/reject-reasons";
import { resolution } from "./queries/resolution";
import { silenceShare } from "./queries/silence-share";
import { ticketsInAndSolved } from "./queries/tickets-in-and-solved";
import { timeToDecide } from "./queries/time-to-decide";
import { workload } from "./queries/workload";

export const charts = {
  "tickets-in-and-solved": ticketsInAndSolved,
  backlog,
  "first-response": firstResponse,
  resolution,
  "proposals-by-verdict": proposalsByVerdict,
  acceptance: acceptanceRate,
  "edit-distance": editDistance,
  "time-to-decide": timeToDecide,
  "reject-reasons": rejectReasonCounts,
  silence: silenceShare,
  "graded-silences": gradedLooks,
  workload,
  queues: queueCounts,
} as const satisfies Record<string, Chart>;
export type ChartId = keyof typeof charts;
export const chartIds = Object.keys(charts) as [ChartId, ...ChartId[]];
