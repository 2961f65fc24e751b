/** What a customer's first card says of an incident that goes on where his ticket is about the same service. Pure. */
import { escalation } from "./candidates/by-rule";
import { type Conclusion, show } from "./conclusion";
import type { Observation, Retrieved } from "./model";
import type { Instruction } from "./procedure/follow";

type Ground = Retrieved & { instruction: Instruction | null };

/**
 * The conclusion with the incident: a card says it first, and where nothing would be shown a person hears of it, since the
 * customer is hit by what is being worked on. Only until somebody has answered him.
 */
export function underIncident(made: Conclusion, seen: Observation, ground: Ground): Conclusion {
  const words = incidentWords(seen);
  if (words === null) return made;
  const { shown } = made;
  if (shown === null) return { ...made, ...show(escalation(seen, ground, words)), ...kept(made) };
  const why = `${words} ${shown.why}`;
  if (shown.kind === "escalation") return { ...made, ...show(escalation(seen, ground, why)), ...kept(made) };
  return { ...made, explanation: why, shown: { ...shown, why } };
}

/** What was chosen and offered besides stays as it was. */
function kept({ gate, withheld, beside }: Conclusion): Pick<Conclusion, "gate" | "withheld" | "beside"> {
  return { gate, withheld, beside };
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

function incidentWords({
  openIncident,
  unanswered,
  timeline,
  isHandedOver,
  isEnd,
}: Observation): string | null {
  if (!openIncident || isHandedOver || isEnd) return null;
  const isWaiting = unanswered.some(({ kind }) => kind === "customer_message");
  if (!isWaiting || timeline.some(({ kind }) => kind === "analyst_reply")) return null;
  const { title, service, startsAt, published } = openIncident;
  const told = published === null ? "" : ` Customers were told: “${published}”`;
  return `An incident at ${service} has been open since ${clock.format(startsAt)} UTC: “${title}”.${told}`;
}
