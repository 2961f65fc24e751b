/** Where each value of an action comes from. What only the customer's words say is told apart from what a system says. Pure. */
import type { TimelineEvent } from "#lib/tickets/event";
import type { ActionProvenance, Provenance } from "./model";

/** What values may come from. */
export type Origins = {
  subject: string;
  /** The timeline as it stands. */
  events: readonly TimelineEvent[];
  /** The texts of cited articles. */
  articles: readonly string[];
  /** The arguments whoever prepares the run typed in. */
  typedByAnalyst: ReadonlySet<string>;
};

/**
 * The source of each argument. A label or a result counts as a whole value; what a result only gives back of what was
 * asked for is no second witness.
 */
export function provenanceOf(given: Record<string, unknown>, origins: Origins): ActionProvenance[] {
  return Object.entries(given).map(([argument, value]) => ({
    argument,
    ...(origins.typedByAnalyst.has(argument)
      ? { source: "analyst" as const }
      : sourceOf(leaves(value), origins)),
  }));
}

type Found = { source: Provenance; eventId?: number };

/** A value of several parts is only as good as the worst of them. */
function sourceOf(values: string[], origins: Origins): Found {
  const found = values.map((value) => sourceOfLeaf(value, origins));
  const order: Provenance[] = ["unknown", "customer", "analyst", "article", "result", "label"];
  for (const source of order) {
    const worst = found.find((one) => one.source === source);
    if (worst) return worst;
  }
  return { source: "unknown" };
}

function sourceOfLeaf(value: string, { subject, events, articles }: Origins): Found {
  const wanted = value.toLowerCase();
  const isSame = (other: string) => other.toLowerCase() === wanted;
  const label = events.find(
    (event) =>
      event.kind === "alert_firing" &&
      event.actorKind === "monitor" &&
      Object.values(event.data.labels ?? {}).some(isSame),
  );
  if (label) return { source: "label", eventId: label.id };
  const calls = new Map(
    events.flatMap((event) => (event.kind === "tool_call" ? [[String(event.id), event.data] as const] : [])),
  );
  const result = events.find((event) => {
    if (event.kind !== "tool_result" || event.data.actionRunId !== undefined) return false;
    const asked = calls.get(event.data.callId ?? "");
    return (
      leaves(event.data.result).some(isSame) && asked !== undefined && !leaves(asked.arguments).some(isSame)
    );
  });
  if (result) return { source: "result", eventId: result.id };
  const said = (kinds: readonly string[]) =>
    events.find(({ kind, body }) => kinds.includes(kind) && stands(wanted, body));
  const customer = said(["customer_message"]);
  if (customer) return { source: "customer", eventId: customer.id };
  if (stands(wanted, subject)) return { source: "customer" };
  // A text for every case vouches for no value that the customer of this one said.
  if (articles.some((text) => stands(wanted, text))) return { source: "article" };
  const analyst = said(["analyst_reply", "note"]);
  if (analyst) return { source: "analyst", eventId: analyst.id };
  return { source: "unknown" };
}

function leaves(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return value === null || value === undefined ? [] : [String(value)];
}

/** On word borders, whatever the case. */
function stands(wanted: string, text: string): boolean {
  const inside = text.toLowerCase();
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1))
    if (!isWord(inside[at - 1]) && !isWord(inside[at + wanted.length])) return wanted !== "";
  return false;
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}_-]/u.test(letter);
}
