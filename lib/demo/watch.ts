/** What the demo's lead wants to hear of, and a rule of its monitoring that woke the desk for nothing. */
import { proposeRules } from "#lib/alert-rules/proposing";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { actorCtx, type Ctx } from "#lib/platform/context";
import type { InboundAlert } from "#lib/signals/model";
import { moveStatus } from "#lib/tickets/commands";
import { saveWatchRule, setWatchRuleState } from "#lib/watch/commands";
import type { RuleInput } from "#lib/watch/model";
import { watchRules } from "#lib/watch/queries";
import { demoSource } from "./history";
import { personId } from "./team";

const day = 86_400_000;
const minute = 60_000;

type Rule = Pick<RuleInput, "name" | "subject" | "match" | "looksFor" | "level" | "topic" | "from">;

/** The first is on; the others are in shadow still. */
const rules: readonly Rule[] = [
  {
    name: "Lost data",
    subject: "messages",
    match: "words",
    looksFor: ["data loss", "lost data", "backup is empty"],
    level: "P1",
    topic: "data_loss",
    from: 1,
  },
  {
    name: "Volumes that hang",
    subject: "messages",
    match: "meaning",
    looksFor: ["writes to our volumes hang and end with ETIMEDOUT"],
    level: "P2",
    topic: "outage",
    from: 2,
  },
  {
    name: "Charged twice",
    subject: "messages",
    match: "expression",
    looksFor: ["charged (us |me )?twice", "double charge"],
    level: "P2",
    topic: "billing",
    from: 1,
  },
  {
    name: "Many slow disks",
    subject: "alerts",
    match: "words",
    looksFor: ["StorageDiskSlow"],
    level: "P1",
    topic: "outage",
    from: 10,
  },
];

/** Writes what is not there yet; a second time changes nothing. */
export async function prepareWatch(ctx: Ctx): Promise<void> {
  if ((await watchRules(ctx)).length > 0) return;
  const marcus = {
    kind: "user" as const,
    id: personId("marcus"),
    name: "Marcus Oyelade",
    role: "lead" as const,
  };
  const before = new Date(ctx.now().getTime() - 20 * day);
  const lead: Ctx = { ...actorCtx(marcus, ctx.db), now: () => before };
  for (const [place, rule] of rules.entries()) {
    const { ruleId } = await saveWatchRule(lead, { ...rule, kind: "detect", windowMinutes: 60 });
    if (place === 0) await setWatchRuleState(lead, { ruleId, state: "on" });
  }
  await wakeForNothing(ctx);
  await proposeRules(ctx);
}

/** While snapshots are made a queue is long for a few minutes, again and again; nobody has ever had to do anything. */
async function wakeForNothing(ctx: Ctx): Promise<void> {
  const night = ctx.now().getTime() - 2 * day;
  const name = "SnapshotQueueLong";
  const source = { source: demoSource, sourceName: "Monitoring", queueKey: "incidents" };
  let last: { incidentId: number | null; ticketId: number | null } = { incidentId: null, ticketId: null };
  for (let n = 0; n < 8; n++) {
    const startsAt = new Date(night + n * 25 * minute);
    const endsAt = new Date(startsAt.getTime() + 3 * minute);
    const alert: InboundAlert = {
      fingerprint: `${name}/snapshot-nor-1`,
      state: "firing",
      name,
      severity: "warning",
      startsAt,
      endsAt: null,
      labels: { alertname: name, severity: "warning", service: "snapshot-scheduler", region: "nor-1" },
      annotations: {
        summary: "More than 200 snapshots wait in nor-1",
        description: "The queue of the snapshot scheduler has been longer than 200 for a minute.",
      },
      generatorUrl: null,
    };
    const [placed] = await recordAlerts({ ...ctx, now: () => startsAt }, { ...source, alerts: [alert] });
    await recordAlerts(
      { ...ctx, now: () => endsAt },
      { ...source, alerts: [{ ...alert, state: "resolved", endsAt }] },
    );
    const later: Ctx = { ...ctx, now: () => new Date(endsAt.getTime() + 15 * minute) };
    last = placed ?? last;
    if (last.incidentId !== null)
      await resolveQuietIncident(later, { incidentId: last.incidentId, since: endsAt.toISOString() });
  }
  const after: Ctx = { ...ctx, now: () => new Date(night + 5 * 60 * minute) };
  if (last.ticketId !== null) await moveStatus(after, { ticketId: last.ticketId, to: "solved" });
}
