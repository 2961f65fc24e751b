/** Plays made-up customers' tickets and alerts through the production path on a clock of its own, with a person who confirms and closes, and compares. */
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { chanceOf } from "#lib/incidents/simulation/chance";
import { agreement } from "#lib/incidents/simulation/measures";
import { actorCtx, type Ctx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { recordEvents } from "#lib/tickets/commands";
import { detectMajor } from "../detecting";
import { alertsOf } from "./alerts";
import { deskOf } from "./desk";
import { judge, type MajorSimulation, type Proposal } from "./judging";
import { majorityOf, mistakesOf, placesOf } from "./outcome";
import { type Letter, type LetterPlan, makeLetters, makeWriters } from "./writing";

const start = Date.UTC(2026, 0, 5);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Plays `plan` from its seed through the product, on a clock of its own, and counts after `warmUp` days what was found, and how soon. */
export async function simulateMajor(
  ctx: Ctx,
  { seed, plan, warmUp }: { seed: number; plan: LetterPlan; warmUp: number },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<MajorSimulation> {
  const chance = chanceOf(seed);
  const { letters, outages } = makeLetters(chance, plan, makeWriters(chance, 160), start);
  let clock = start;
  const queue = virtualQueue(() => new Date(clock));
  const now = () => new Date(clock);
  const run: Ctx = { ...ctx, now, unattended: queue };
  const lead: Ctx = {
    ...actorCtx({ kind: "user", id: "sim", name: "Lead", role: "lead" }, ctx.db),
    now,
    unattended: queue,
  };
  const truthOf = new Map<number, Letter>();
  const proposals: Proposal[] = [];
  const spent: number[] = [];
  const desk = deskOf(lead);
  const alerts = alertsOf(chance, outages);
  let next = 0;
  let done = 0;
  const until = async (at: number) => {
    for (let due = queue.next(new Date(at)); due; due = queue.next(new Date(at))) {
      clock = Math.max(clock, due.at.getTime());
      if (due.job.name === "incidents.settle") await resolveQuietIncident(run, due.job.input);
    }
    for (let told = alerts[next]; told && told.at <= at; told = alerts[++next]) {
      clock = Math.max(clock, told.at);
      await recordAlerts(run, { source: "prometheus", alerts: [told.alert] });
    }
    await desk.act(at, (time) => {
      clock = Math.max(clock, time);
    });
    clock = Math.max(clock, at);
  };
  for (const letter of letters) {
    await until(letter.at);
    const externalId = `letter-${done++}`;
    const { writer, subject, body, service } = letter;
    const [recorded] = await recordEvents(run, {
      events: [
        {
          source: "webhook",
          externalId,
          ticketExternalId: externalId,
          kind: "customer_message",
          at: new Date(letter.at),
          actorKind: "customer",
          actorName: writer.name,
          body,
          ticket: { kind: "request", subject, service },
          customer: { externalId: writer.id, name: writer.name, company: writer.company },
        },
      ],
    });
    truthOf.set(recorded?.ticketId ?? 0, letter);
    if (letter.filed)
      desk.file({
        at: letter.at + chance.wait(2 * hour),
        ticketId: recorded?.ticketId ?? 0,
        service: letter.filed,
      });
    // The worker looks once a second.
    clock += 1_000;
    const before = performance.now();
    const raised = await detectMajor(run);
    spent.push(performance.now() - before);
    for (const { incidentId } of raised) {
      const truth = await majorityOf(run, incidentId, truthOf);
      proposals.push({ incidentId, at: clock, truth });
      desk.hear(incidentId, clock, outages.find((one) => one.truth === truth) ?? null);
    }
    onProgress(done, letters.length);
  }
  const placed = await placesOf(run, [...truthOf.keys()]);
  const warm = start + warmUp * day;
  return {
    seed,
    plan,
    warmUp,
    letters: letters.length,
    ...judge(letters, outages, proposals, warm, (letter) => {
      const id = [...truthOf].find(([, own]) => own === letter)?.[0] ?? 0;
      return placed.get(id) ?? "alone";
    }),
    tickets: agreement(
      [...truthOf]
        .filter(([, { at }]) => at >= warm)
        .map(([ticketId, { truth }]) => ({
          truth,
          found: placed.get(ticketId) ?? `alone ${ticketId}`,
          rule: "alike",
        })),
      (truth) => truth.startsWith("outage"),
    ),
    watching: { median: share(spent, 0.5), p95: share(spent, 0.95) },
    mistakes: await mistakesOf(run, proposals, truthOf, warm),
  };
}

function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
}
