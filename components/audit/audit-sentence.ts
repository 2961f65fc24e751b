/** An entry of the audit trail as a sentence, with the place that its thing is found at. */
import type { AuditEntry } from "#lib/audit/model";
import { isolated } from "#lib/platform/direction/rules";
import { outcomeWords, wordsOfAction } from "./audit-words";
import { wordOfEntity, wordOfProposal, wordOfSetting } from "./entity-words";

/** Names of people and queues, by id. */
export type AuditNames = { people: Record<string, string>; queues: Record<string, string> };

/** "accepted a reply on" · "#123" · ""; the actor stands before it. */
export type AuditSentence = { before: string; thing: string; href: string | null; after: string };

/** What the actor of an entry did. An action without words of its own is told by its name. */
export function auditSentence(entry: AuditEntry, names: AuditNames): AuditSentence {
  const { thing, href } = thingOf(entry, names);
  // Taken apart before it is filled: what a value says is never taken for a place of the sentence.
  const [before = "", after = ""] = phraseOf(entry)
    .split("{it}")
    .map((part) => filled(part, entry, names));
  return { before: before.trimEnd(), thing, href, after: after.trim() };
}

/** The entries of the filter, by their labels: actions that are called the same are one entry, whose value names them all. */
export function actionOptions(actions: readonly string[]): { value: string; label: string }[] {
  const byLabel = new Map<string, string[]>();
  for (const action of actions) {
    const label = wordsOfAction(action)?.label ?? plain(action);
    byLabel.set(label, [...(byLabel.get(label) ?? []), action]);
  }
  return [...byLabel]
    .map(([label, called]) => ({ value: called.join(","), label }))
    .sort((one, other) => one.label.localeCompare(other.label, "en"));
}

function phraseOf({ action, after }: AuditEntry): string {
  const phrase = wordsOfAction(action)?.phrase ?? `did “${plain(action)}” on {it}`;
  return phrase.includes("{person}") && !after?.assigneeId ? "unassigned {it}" : phrase;
}

function filled(part: string, { before, after }: AuditEntry, { people }: AuditNames): string {
  const values: Record<string, string> = {
    outcome: outcomeWords[text(after?.outcome)] ?? "ran on",
    proposal: wordOfProposal(text(after?.kind)) ?? "a proposal",
    reason: isolated(text(after?.reason)),
    person: isolated(people[text(after?.assigneeId)] ?? "somebody"),
    into: isolated(text(after?.into ?? before?.into) || "another customer"),
    status: plain(text(after?.status ?? before?.status)),
  };
  return part.replace(/\{(\w{1,20})\}/g, (place, name: string) => values[name] ?? place);
}

function thingOf(entry: AuditEntry, { people, queues }: AuditNames): { thing: string; href: string | null } {
  const { action, entity, entityId, before, after } = entry;
  const name = isolated(text(after?.name ?? before?.name));
  switch (entity) {
    case "ticket":
      return { thing: `#${entityId}`, href: `/tickets/${entityId}` };
    case "suggestion":
    case "agent_run": {
      const ticketId = text(after?.ticketId ?? before?.ticketId);
      if (!ticketId) return { thing: "a ticket", href: null };
      return { thing: `#${ticketId}`, href: `/tickets/${ticketId}` };
    }
    case "rule_proposal":
      return { thing: `a change of alerting rule ${name || entityId}`, href: "/incidents/rules" };
    case "watch_rule":
      return { thing: `watch rule ${name || entityId}`, href: "/settings/watch" };
    case "service_map":
      return { thing: "whom services serve", href: null };
    case "topology":
      return { thing: dependencyWords(after), href: "/settings/services" };
    case "incident":
      return { thing: `incident ${entityId}`, href: `/incidents/${entityId}` };
    case "page":
      return { thing: `the page ${name || entityId}`, href: `/oncall/pages/${entityId}` };
    case "schedule":
      return { thing: `the schedule ${name || entityId}`, href: `/oncall/schedules/${entityId}` };
    case "article": {
      const title = isolated(text(after?.title ?? before?.title));
      return {
        thing: title ? `the article “${title}”` : `article ${entityId}`,
        href: `/knowledge/${entityId}`,
      };
    }
    case "user":
      return {
        thing:
          action === "session.create"
            ? ""
            : (people[entityId] ?? (entityId === "unknown" ? "an unknown account" : name || "a person")),
        href: null,
      };
    case "queue":
      return { thing: `the queue ${queues[entityId] ?? (name || entityId)}`, href: null };
    case "setting":
      return { thing: wordOfSetting(entityId) ?? `the setting ${entityId}`, href: null };
    case "api_key":
      return { thing: name ? `the API key ${name}` : "an API key", href: null };
    default:
      return {
        thing: `the ${(wordOfEntity(entity) ?? plain(entity)).toLowerCase()} ${name || entityId}`,
        href: null,
      };
  }
}

function dependencyWords(after: Record<string, unknown> | null): string {
  const [service, dependsOn] = [text(after?.service), text(after?.dependsOn)];
  return service ? `${service} depending on ${dependsOn}` : "what services depend on";
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function plain(key: string): string {
  return key.replaceAll(/[._]/g, " ");
}
