/** What a label keeps of a conversation is what a model was shown of it: training and serving cannot differ. */

import { expect, test } from "vitest";
import { chatTranscript } from "#lib/suggestions/chat-transcript";
import type { TimelineEvent } from "#lib/tickets/event";
import { writePrompt } from "./prompt";
import { seenEvent, seenOn, seenSource } from "./testing/seen";

function seenTo8(timeline: TimelineEvent[]) {
  return seenOn(timeline, timeline[1] ?? seenEvent(0, "note", ""), { trigger: 2, upTo: 8 });
}

test("a short context loses what matters least, never what waits for an answer", () => {
  const asked = `The volume vol-77 is full. ${"It is the volume of the shop. ".repeat(20)}`;
  const timeline = [
    seenEvent(1, "customer_message", "An old question about something else. ".repeat(30)),
    seenEvent(2, "analyst_reply", "An old answer to it. ".repeat(30)),
    seenEvent(3, "customer_message", asked),
  ];
  const seen = seenTo8(timeline);
  const sources = [
    seenSource("article", 1, "A long article. ".repeat(120)),
    seenSource("event", 2, "used 98 %"),
    seenSource("article", 3, "Another long article. ".repeat(120)),
  ];
  const steps = [{ kind: "reply" as const, text: "Please grow it.", probability: 0.6, guidance: null }];
  const of = (room: number | null) => writePrompt(seen, sources, steps, { room, marker: "m" });
  const whole = of(null);
  expect(whole?.sources).toEqual(sources);
  const size = (whole?.system.length ?? 0) + (whole?.prompt.length ?? 0);
  for (const share of [0.9, 0.75, 0.6]) {
    const room = Math.floor(size * share);
    const cut = of(room);
    expect((cut?.system.length ?? 0) + (cut?.prompt.length ?? 0), String(share)).toBeLessThanOrEqual(room);
    expect(cut?.prompt).toContain(asked.trim());
    expect(cut?.prompt).toContain("used 98 %");
    expect(cut?.steps).toEqual(steps);
    // Its numbers are those of what it lists.
    for (const [at, { title }] of (cut?.sources ?? []).entries())
      expect(cut?.prompt).toMatch(new RegExp(`\\[${at + 1}\\] [^\n]*${title}`));
  }
  expect(of(3_000)?.prompt ?? "").not.toContain("An old question");
  expect(of(2_200)).toBeNull();
});

test("every turn of a label stands in the prompt, in its order", () => {
  const timeline = [
    seenEvent(1, "alert_firing", "Disk full", { labels: { host: "a" } }),
    seenEvent(2, "customer_message", "The volume is full."),
    seenEvent(3, "tool_call", "", { tool: "disk_use", arguments: { volume: "v-1" } }),
    seenEvent(4, "note", "She called twice."),
    seenEvent(5, "tool_result", "", { tool: "disk_use", callId: "3", result: { used: 98 } }),
    seenEvent(6, "analyst_reply", "I have a look."),
    seenEvent(7, "handover", "Somebody has to grow it."),
    seenEvent(8, "follow_up_due", "", { reason: "commitment" }),
  ];
  const seen = seenTo8(timeline);
  const prompt = writePrompt(seen, [], [], { marker: "m" })?.prompt ?? "";
  const places = chatTranscript(timeline)
    .filter(({ content }) => content !== "")
    .map(({ content }) => prompt.indexOf(content));
  expect(places).toHaveLength(7);
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places[0]).toBeGreaterThan(0);
});
