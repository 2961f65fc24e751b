/** An entry of the audit trail as a sentence, with the place that its thing is found at. */
import type { AuditEntry } from "#lib/audit/model";
import { outcomeWords, wordsOfAction } from "./audit-words";
import { wordOfEntity, wordOfProposal, wordOfSetting } from "./entity-words";

/** Names of people and queues, by id. */
export type AuditNames = { people: Record<string, string>; queues: Record<string, string> };

/** "accepted a reply on" · "#123" · ""; the actor stands before it. */
export type AuditSentence = { before: string; thing: string; href: string | null; after: string };

/** What the actor of an entry did. An action without words of its own is told by its name. */
export function auditSentence(entry: AuditEntry, names: AuditNames): AuditSentence {
  const { thing, href } = thingOf(entry, names);
  const [before = "", after = ""] = phraseOf(entry, names).split("{it}");
  return { before: before.trimEnd(), thing, href, after: after.trim() };
}

/** An action as the filter shows it. */
export function actionLabel(action: string): string {
  return wordsOfAction(action)?.label ?? plain(action);
}

function phraseOf(entry: AuditEntry, { people }: AuditNames): string {
  const { action, before, after } = entry;
  const phrase = wordsOfAction(action)?.phrase ?? `did “${plain(action)}” on {it}`;
  if (phrase.includes("{person}") && !after?.assigneeId) return "unassigned {it}";
  return phrase
    .replace("{outcome}", outcomeWords[text(after?.outcome)] ?? "ran on")
    .replace("{proposal}", wordOfProposal(text(after?.kind)) ?? "a proposal")
    .replace("{reason}", text(after?.reason))
    .replace("{person}", people[text(after?.assigneeId)] ?? "somebody")
    .replace("{into}", text(after?.into ?? before?.into) || "another customer")
    .replace("{status}", plain(text(after?.status ?? before?.status)));
}

function thingOf(entry: AuditEntry, { people, queues }: AuditNames): { thing: string; href: string | null } {
  const { action, entity, entityId, before, after } = entry;
  const name = text(after?.name ?? before?.name);
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
    case "incident":
      return { thing: `incident ${entityId}`, href: `/incidents/${entityId}` };
    case "page":
      return { thing: `the page ${name || entityId}`, href: `/oncall/pages/${entityId}` };
    case "schedule":
      return { thing: `the schedule ${name || entityId}`, href: `/oncall/schedules/${entityId}` };
    case "article": {
      const title = text(after?.title ?? before?.title);
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

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function plain(key: string): string {
  return key.replaceAll(/[._]/g, " ");
}
