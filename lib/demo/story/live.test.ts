/** The steps of the demo that happen while somebody watches. */
import { describe, expect, test } from "vitest";
import { whileWaiting } from "./reaction";
import { story } from "./story";
import { customerKeys, open } from "./testing/everything";

describe("live feed", () => {
  const steps = story.liveSteps;

  test("begins at once, keeps a lively pace, lasts about six minutes", () => {
    expect(steps.length).toBeGreaterThanOrEqual(24);
    expect(steps[0]?.afterSeconds).toBeLessThanOrEqual(5);
    for (const [index, step] of steps.entries()) {
      if (index === 0) continue;
      const gap = step.afterSeconds - (steps[index - 1]?.afterSeconds ?? 0);
      expect(gap).toBeGreaterThanOrEqual(8);
      expect(gap).toBeLessThanOrEqual(20);
    }
    expect(steps.at(-1)?.afterSeconds).toBeGreaterThan(330);
    expect(steps.at(-1)?.afterSeconds).toBeLessThan(400);
  });

  test("a message opens a new ticket once, and answers only where its customer already writes", () => {
    const writer = new Map(open.map((ticket) => [ticket.key, ticket.customer]));
    for (const step of steps) {
      if (step.kind !== "customer_message") continue;
      expect(customerKeys).toContain(step.customer);
      if (step.subject === undefined) {
        expect(writer.get(step.ticket), step.ticket).toBe(step.customer);
      } else {
        expect(writer.has(step.ticket), step.ticket).toBe(false);
        writer.set(step.ticket, step.customer);
      }
    }
  });

  test("nobody asks again who said that it is over", () => {
    const over = steps.flatMap((step) =>
      step.kind === "customer_message" && step.ticket === "live-pg-connections" ? [step.body] : [],
    );
    const asked = (text: string) =>
      Array.from({ length: 40 }, (_, at) => whileWaiting({ moment: `m${at}`, text, before: [] })).filter(
        Boolean,
      );
    expect(asked(over[0] ?? "").length).toBeGreaterThan(0);
    expect(asked(over.at(-1) ?? "")).toEqual([]);
  });

  test("alerts resolve after they fired, under fingerprints of their own", () => {
    const told = story.tickets.flatMap((ticket) =>
      ticket.events.flatMap((event) => ("fingerprint" in event ? [event.fingerprint] : [])),
    );
    const firing = new Set<string>();
    for (const step of steps) {
      if (step.kind !== "alert") continue;
      expect(told).not.toContain(step.fingerprint);
      expect(firing.has(step.fingerprint)).toBe(step.status === "resolved");
      if (step.status === "firing") firing.add(step.fingerprint);
      else firing.delete(step.fingerprint);
    }
    expect(firing.size).toBe(0);
  });

  test("one message is Chinese and one is German", () => {
    const bodies = steps.flatMap((step) => (step.kind === "customer_message" ? [step.body] : []));
    expect(bodies.filter((body) => /\p{Script=Han}/u.test(body))).toHaveLength(1);
    expect(bodies.filter((body) => /\b(nicht|unser|bitte)\b/i.test(body))).toHaveLength(1);
  });
});
