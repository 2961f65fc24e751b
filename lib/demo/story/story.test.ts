/** Holds the demo story together: references, order of time, reserved names, and a practice that recurs. */
import { describe, expect, test } from "vitest";
import { priorityOf } from "#lib/tickets/lenient-parsing";
import { alertEvent } from "../live-events";
import { stagedCloud } from "./diagnostics/staged-cloud";
import type { StoryEvent, StoryTicket } from "./model";
import { demoAnalystKey } from "./people";
import { closedTopics, story } from "./story";
import { customerKeys, everyCustomer, everyTicket, open } from "./testing/everything";

const personKeys = story.people.map((person) => person.key);

const queueKeys: string[] = story.queues.map((queue) => queue.key);

const closed = everyTicket.filter((ticket) => ticket.closed);

const minutesInFourWeeks = 28 * 24 * 60;

describe("keys", () => {
  test.each([
    ["people", personKeys],
    ["e-mails", [...story.people, ...everyCustomer].map((somebody) => somebody.email)],
    ["queues", queueKeys],
    ["customers", customerKeys],
    ["tickets", everyTicket.map((ticket) => ticket.key)],
    ["articles", story.articles.map((article) => article.key)],
    ["article titles", story.articles.map((article) => article.title)],
  ])("%s are unique", (_, keys) => {
    expect(keys).toEqual([...new Set(keys)]);
  });

  test("every key a ticket or a live step names exists", () => {
    for (const ticket of everyTicket) {
      expect([null, ...customerKeys], ticket.key).toContain(ticket.customer);
      expect([null, ...personKeys], ticket.key).toContain(ticket.assignee);
      expect(queueKeys, ticket.key).toContain(ticket.queue);
      for (const event of ticket.events) {
        if ("by" in event) expect(personKeys, ticket.key).toContain(event.by);
        if (event.kind === "analyst_reply") expect(ticket.assignee ?? event.by, ticket.key).toBeTruthy();
        if (event.kind === "customer_message") expect(ticket.customer, ticket.key).not.toBeNull();
      }
    }
    expect(personKeys).toContain(demoAnalystKey);
    expect(story.people.flatMap((person) => person.queues).every((key) => queueKeys.includes(key))).toBe(
      true,
    );
  });

  test("an assignee works in the ticket's queue", () => {
    for (const { key, assignee, queue } of everyTicket) {
      const person = story.people.find((candidate) => candidate.key === assignee);
      if (person) expect(person.queues, key).toContain(queue);
    }
  });

  test("an alert that arrives is as urgent as it says itself", () => {
    const place = { externalId: "x/0", ticketExternalId: "x", at: new Date(0) };
    const said = story.liveSteps.flatMap((step) =>
      step.kind === "alert" ? [{ step, ticket: alertEvent(place, step.status, step).ticket }] : [],
    );
    for (const { step, ticket } of said) expect(ticket?.priority).toBe(priorityOf(step.labels.severity));
    expect(new Set(said.map(({ ticket }) => ticket?.priority))).toEqual(new Set(["urgent", "normal"]));
  });

  test("every customer appears", () => {
    const writers = everyTicket.map((ticket) => ticket.customer);
    expect(customerKeys.filter((key) => !writers.includes(key))).toEqual([]);
  });
});

describe("time", () => {
  test("events of a ticket follow one another from its opening", () => {
    for (const ticket of everyTicket) {
      const minutes = ticket.events.map((event) => event.after);
      expect(minutes[0], ticket.key).toBe(0);
      for (const [index, after] of minutes.entries()) {
        if (index > 0) expect(after, ticket.key).toBeGreaterThan(minutes[index - 1] ?? 0);
      }
      expect(minutes.at(-1), ticket.key).toBeLessThanOrEqual(ticket.openedMinutesAgo);
      expect(ticket.openedMinutesAgo, ticket.key).toBeLessThanOrEqual(minutesInFourWeeks);
    }
  });

  test("a closed ticket is solved after its last event and before now", () => {
    for (const ticket of closed) {
      expect(ticket.resolutionMinutes, ticket.key).toBeGreaterThanOrEqual(ticket.events.at(-1)?.after ?? 0);
      expect(ticket.resolutionMinutes, ticket.key).toBeLessThan(ticket.openedMinutesAgo);
    }
  });
});

describe("size", () => {
  test("there is enough of everything", () => {
    expect(closed.length).toBeGreaterThanOrEqual(200);
    expect(open.length).toBeGreaterThanOrEqual(8);
    expect(open.filter((ticket) => ticket.assignee === demoAnalystKey)).toHaveLength(2);
    expect(story.articles.filter((article) => article.kind === "article").length).toBeGreaterThanOrEqual(14);
    expect(story.articles.filter((article) => article.kind === "runbook").length).toBeGreaterThanOrEqual(12);
  });

  test("runbooks have their four headings", () => {
    for (const { key, body } of story.articles.filter((article) => article.kind === "runbook")) {
      const headings = [...body.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      expect(headings, key).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation"]);
    }
  });
});

describe("topics", () => {
  test.each(Object.entries(closedTopics))("%s has a practice that recurs", (_, tickets) => {
    expect(tickets.length).toBeGreaterThanOrEqual(4);
    expect(tickets.every((ticket) => ticket.events.some((event) => event.kind === "tool_call"))).toBe(true);
    const sightings = new Map<string, number>();
    for (const form of tickets.flatMap(openingsAfterLookUp)) {
      sightings.set(form, (sightings.get(form) ?? 0) + 1);
    }
    const recurring = [...sightings.values()].filter((count) => count >= 2);
    expect(recurring.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(4);
  });

  test("no analyst names a resource this ticket has not mentioned", () => {
    for (const ticket of everyTicket) {
      let known = ticket.subject;
      for (const event of ticket.events) {
        const text = textOf(event);
        if (event.kind === "analyst_reply" || event.kind === "note") {
          for (const [id] of text.matchAll(/\b(?:vm|vol|lb|pg|k8s|net|fw|rt|peer|HC)-[\w-]*\w/g)) {
            expect(known, `${ticket.key} names ${id}`).toContain(id);
          }
        }
        known += `\n${text}`;
      }
    }
  });
});

describe("reserved names", () => {
  const everything = JSON.stringify([story, stagedCloud]);

  test("addresses come from the documentation ranges", () => {
    const allowed = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^(127\.0\.0\.1|0\.0\.0\.0)$/;
    const addresses = [...everything.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)].map(([address]) => address);
    expect(addresses.filter((address) => !allowed.test(address))).toEqual([]);
  });

  test("e-mails, links and host names lie in reserved domains", () => {
    const reserved = /(^|\.)example(\.(com|net|org))?$/;
    const hosts = [
      ...everything.matchAll(/@([\w.-]+\w)/g),
      ...everything.matchAll(/https?:\/\/([\w.-]+)/g),
      ...everything.matchAll(/\b((?:[\w-]+\.)+(?:com|net|org|io|dev|cloud|app|eu|de|no|cn))\b/g),
    ].map((match) => match[1] ?? "");
    expect(hosts.filter((host) => !reserved.test(host))).toEqual([]);
  });

  test("nobody has a telephone number", () => {
    expect(everything).not.toMatch(/\+\d[\d ]{6,}/);
  });
});

/** The first sentence said after each look-up, with what was looked up taken out: the canned part of a practice. */
function openingsAfterLookUp({ events }: StoryTicket): string[] {
  return events.flatMap((looked, index) => {
    if (looked.kind !== "tool_result") return [];
    const later = events.slice(index + 1);
    const said = later.find((event) => event.kind === "analyst_reply") ?? later[0];
    const values = Object.values(looked.result).map(String);
    const form = values
      .sort((one, other) => other.length - one.length)
      .reduce((text, value) => text.replaceAll(value, "_"), said ? textOf(said) : "");
    return [form.replace(/\d+/g, "#").split(". ")[0] ?? ""];
  });
}

function textOf(event: StoryEvent): string {
  return "body" in event ? event.body : JSON.stringify(event);
}
