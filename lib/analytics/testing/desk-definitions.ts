/** The definitions of the charts of the desk, said once more in plain TypeScript, for the test of all figures. */
import { rejectReasonKeys, rejectReasons } from "#lib/suggestions/model";
import type { Point } from "../model";
import type { ChartId } from "../registry";
import { type GateChartId, lowest } from "./gate-definitions";
import { dayOf, days, ofQueue, type Rows, within } from "./raw-rows";
import type { ServiceChartId } from "./service-definitions";

const isActive = (status: string) => !["solved", "closed"].includes(status);

function percentile(values: number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}

function daily<Row>(
  rows: Row[],
  at: (row: Row) => Date | null,
  series: Record<string, (rows: Row[]) => number | null>,
): Point[] {
  return days.flatMap((x) => {
    const these = rows.filter((row) => dayOf(at(row)) === x);
    return Object.entries(series).map(([name, figure]) => ({ x, series: name, y: figure(these) }));
  });
}

const quantiles = <Row>(value: (row: Row) => number) =>
  Object.fromEntries(
    [["Median", 0.5] as const, ["90th percentile", 0.9] as const].map(([name, share]) => [
      name,
      (rows: Row[]) => percentile(rows.map(value), share),
    ]),
  );

const share =
  <Row>(keep: (row: Row) => boolean) =>
  (rows: Row[]) =>
    rows.length === 0 ? null : rows.filter(keep).length / rows.length;

const acceptance =
  (...kinds: string[]) =>
  (all: Rows, queueId: number | undefined) => {
    const ids = new Set(all.proposals.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id));
    const verdictIs = (wanted: string) =>
      share<Rows["decisions"][number]>(({ verdict }) => verdict === wanted);
    return daily(
      ofQueue(all, all.decisions, queueId).filter((row) => !row.undoneAt && ids.has(row.suggestionId)),
      (row) => row.decidedAt,
      {
        Accepted: verdictIs("accept"),
        Edited: verdictIs("edit"),
        Rejected: verdictIs("reject"),
        Escalated: verdictIs("hand_over"),
      },
    );
  };

/** The definition of each chart of the desk, said once more in another language. */
export const deskDefinitions: Record<
  Exclude<ChartId, GateChartId | ServiceChartId>,
  (rows: Rows, queueId: number | undefined) => Point[]
> = {
  "tickets-in-and-solved": (all, queueId) => {
    const tickets = all.tickets.filter((row) => !queueId || row.queueId === queueId);
    return days.flatMap((x) => [
      { x, series: "In", y: tickets.filter((row) => dayOf(row.openedAt) === x).length },
      { x, series: "Solved", y: tickets.filter((row) => dayOf(row.solvedAt) === x).length },
    ]);
  },
  backlog: (all, queueId) =>
    days.map((x) => ({
      x,
      series: "Open",
      y: all.tickets.filter(
        (row) =>
          (!queueId || row.queueId === queueId) &&
          dayOf(row.openedAt) <= x &&
          (row.solvedAt === null || dayOf(row.solvedAt) > x),
      ).length,
    })),
  "first-response": (all, queueId) =>
    daily(
      all.tickets.filter(
        (row) => (!queueId || row.queueId === queueId) && row.kind === "request" && row.firstReplyAt,
      ),
      (row) => row.openedAt,
      quantiles<Rows["tickets"][number]>((row) => +(row.firstReplyAt ?? 0) - +row.openedAt),
    ),
  resolution: (all, queueId) =>
    daily(
      all.tickets.filter((row) => (!queueId || row.queueId === queueId) && row.solvedAt),
      (row) => row.solvedAt,
      quantiles<Rows["tickets"][number]>((row) => +(row.solvedAt ?? 0) - +row.openedAt),
    ),
  "proposals-by-verdict": (all, queueId) => {
    const isEscalated = ({ id, kind, status }: Rows["proposals"][number]) =>
      status === "handed_over" ||
      (kind === "escalation" &&
        status === "accepted" &&
        !all.decisions.some(
          (row) => row.suggestionId === id && row.undoneAt === null && row.alternative !== null,
        ));
    const counted = (keep: (row: Rows["proposals"][number]) => boolean) => (rows: Rows["proposals"]) =>
      rows.filter(keep).length;
    const has = (...statuses: string[]) =>
      counted((row) => statuses.includes(row.status) && !isEscalated(row));
    return daily(ofQueue(all, all.proposals, queueId), (row) => row.createdAt, {
      Accepted: has("accepted"),
      Edited: has("edited"),
      Rejected: has("rejected"),
      Escalated: counted(isEscalated),
      Undecided: has("open", "superseded", "unused"),
    });
  },
  "reply-acceptance": acceptance("reply", "follow_up"),
  "diagnostic-acceptance": acceptance("diagnostic", "remediation"),
  "triage-acceptance": acceptance("triage"),
  "right-first-draft": (all, queueId) => {
    const drafts = new Set(
      all.proposals.filter(({ kind }) => !["triage", "escalation"].includes(kind)).map(({ id }) => id),
    );
    const decisions = ofQueue(all, all.decisions, queueId)
      .filter(({ suggestionId, undoneAt }) => drafts.has(suggestionId) && !undoneAt)
      .sort((a, b) => +a.decidedAt - +b.decidedAt || a.id - b.id);
    const rightOf = (rows: Rows["decisions"]) =>
      rows.filter(({ verdict, alternative }) => verdict === "accept" && alternative === null).length;
    return days.flatMap((x) => {
      const until = decisions.filter(({ decidedAt }) => dayOf(decidedAt) <= x);
      const [last, first] = [until.slice(-50), decisions.slice(0, 50)];
      const [right, count] = [rightOf(last), last.length];
      const figures = {
        "Last 50": count === 0 ? null : right / count,
        "At least": count === 0 ? null : lowest(right, count),
        "At most": count === 0 ? null : 1 - lowest(count - right, count),
        "First 50": until.length < 100 ? null : rightOf(first) / 50,
      };
      return Object.entries(figures).map(([series, y]) => ({ x, series, y }));
    });
  },
  "edit-distance": (all, queueId) =>
    daily(
      ofQueue(all, all.labels, queueId).filter(
        ({ retractedAt, verdict }) => !retractedAt && verdict === "edit",
      ),
      (row) => row.createdAt,
      quantiles<Rows["labels"][number]>((row) => row.editDistance ?? 0),
    ),
  "time-to-decide": (all, queueId) =>
    daily(
      ofQueue(all, all.labels, queueId).filter(({ retractedAt }) => !retractedAt),
      (row) => row.createdAt,
      quantiles<Rows["labels"][number]>((row) => row.timeToDecideMs),
    ),
  "reject-reasons": (all, queueId) => {
    const rejected = ofQueue(all, all.decisions, queueId).filter(
      ({ undoneAt, reason, decidedAt }) => !undoneAt && reason && within(decidedAt),
    );
    return rejectReasonKeys
      .map((reason) => ({ reason, y: rejected.filter((row) => row.reason === reason).length }))
      .filter(({ y }) => y > 0)
      .sort((a, b) => b.y - a.y || (a.reason < b.reason ? -1 : 1))
      .map(({ reason, y }) => ({ x: rejectReasons[reason].label, series: "Rejected", y }));
  },
  silence: (all, queueId) =>
    daily(ofQueue(all, all.runs, queueId), (row) => row.at, {
      "No proposal": share(({ outcome }) => outcome === "abstained"),
      Escalated: share(({ outcome }) => outcome === "handed_over"),
    }),
  "graded-abstentions": (all, queueId) => {
    const graded = ofQueue(all, all.runs, queueId).filter((row) => row.grade && within(row.at));
    const words = {
      right: "Right",
      should_have_shown: "Should have proposed",
      should_have_abstained: "Not needed",
    };
    return Object.entries(words).flatMap(([grade, x]) => {
      const these = graded.filter((row) => row.grade === grade);
      const abstained = these.filter(({ outcome }) => outcome === "abstained").length;
      return these.length === 0
        ? []
        : [
            { x, series: "No proposal", y: abstained },
            { x, series: "Proposal shown", y: these.length - abstained },
          ];
    });
  },
  workload: (all, queueId) => {
    const nameOf = (id: string | null) => all.users.find((one) => one.id === id)?.name ?? id ?? "";
    const replies = ofQueue(all, all.events, queueId).filter(
      (row) => row.kind === "analyst_reply" && within(row.at),
    );
    const decided = ofQueue(all, all.decisions, queueId).filter(
      (row) => !row.undoneAt && within(row.decidedAt),
    );
    const open = all.tickets.filter(
      (row) => (!queueId || row.queueId === queueId) && isActive(row.status) && row.assigneeId,
    );
    const names = new Set([
      ...replies.map((row) => row.actorName),
      ...decided.map((row) => nameOf(row.decidedBy)),
      ...open.map((row) => nameOf(row.assigneeId)),
    ]);
    return [...names].flatMap((x) => [
      { x, series: "Replies", y: replies.filter((row) => row.actorName === x).length },
      { x, series: "Decisions", y: decided.filter((row) => nameOf(row.decidedBy) === x).length },
      { x, series: "Active now", y: open.filter((row) => nameOf(row.assigneeId) === x).length },
    ]);
  },
  queues: (all, queueId) => {
    const tickets = all.tickets.filter((row) => !queueId || row.queueId === queueId);
    const nameOf = (id: number | null) => all.queues.find((one) => one.id === id)?.name ?? "No queue";
    const counted = tickets.filter(
      (row) => within(row.openedAt) || within(row.solvedAt) || isActive(row.status),
    );
    return [...new Set(counted.map((row) => nameOf(row.queueId)))].sort().flatMap((x) => {
      const these = tickets.filter((row) => nameOf(row.queueId) === x);
      return [
        { x, series: "In", y: these.filter((row) => within(row.openedAt)).length },
        { x, series: "Solved", y: these.filter((row) => within(row.solvedAt)).length },
        { x, series: "Active now", y: these.filter((row) => isActive(row.status)).length },
      ];
    });
  },
};
