/** Briefs of cases of several kinds: what each section says, and that nothing is said twice. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimelineEvent } from "#lib/tickets/event";
import type { EventKind } from "#lib/tickets/model";
import { content } from "#lib/tickets/testing/content";
import { briefOf } from "./brief";
import type { BriefSubject } from "./brief-subject";
import { handOverLine, shownBrief } from "./rules";

const names: Partial<Record<EventKind, string>> = {
  customer_message: "Mira",
  analyst_reply: "Ann",
  note: "Ben",
};

function brief(subject: string, happened: [EventKind, string, object?][], more: Partial<BriefSubject> = {}) {
  const timeline = happened.map(
    ([kind, body, data = {}], place): TimelineEvent => ({
      id: place + 1,
      ticketId: 1,
      at: new Date(place * 1000),
      actorKind: "customer",
      actorId: null,
      actorName: names[kind] ?? "",
      isPublic: true,
      body,
      ...content(kind, data),
    }),
  );
  const customer = { name: "Mira", company: "Tally", plan: "gold" };
  const drawn = briefOf({ ticket: { subject }, customer, timeline, runbooks: [], why: "", ...more });
  const lines = [drawn.about, ...drawn.known, ...drawn.tried, ...drawn.open, ...drawn.suggested].map(
    ({ text }) => text,
  );
  expect(new Set(lines).size).toBe(lines.length);
  for (const [kind, body] of happened)
    if (kind === "customer_message")
      for (const line of [...lines.filter((text) => text !== subject), handOverLine(drawn)])
        expect(line, "the message stands in the conversation").not.toContain(body.slice(0, 24));
  return drawn;
}

describe("a brief", () => {
  test("of one message points to it and repeats nothing of it", () => {
    const drawn = brief("Disk full", [
      ["customer_message", "The volume vol-77 has been full since 9:40. Can you grow it to 200 GB?"],
    ]);
    expect(drawn).toEqual({
      about: { text: "Disk full" },
      known: [{ text: "Mira, Tally, plan gold" }],
      tried: [],
      open: [{ text: "The message of Mira has no answer yet.", eventId: 1 }],
      suggested: [],
    });
    expect(handOverLine(drawn)).toBe("Open: The message of Mira has no answer yet.");
  });

  test("of an alert: its state, labels in one line, the runbook that the reason does not name", () => {
    const data = { fingerprint: "a", labels: { severity: "critical", region: "fra-1" } };
    const why = "An alert fires. The runbook “Replica lag” is about it.";
    const runbooks = [
      { title: "Replica lag", next: null },
      { title: "Failover", next: "Promote the replica." },
    ];
    const drawn = brief("Replica lags", [["alert_firing", "Replica lags\n\nThe lag is 90 s.", data]], {
      customer: null,
      runbooks,
      why,
    });
    expect(drawn).toEqual({
      about: { text: "Alert: Replica lags, firing.", eventId: 1 },
      known: [
        { text: "The lag is 90 s.", eventId: 1 },
        { text: "severity critical, region fra-1", eventId: 1 },
      ],
      tried: [],
      open: [{ text: "Nobody has found the cause yet.", eventId: 1 }],
      suggested: [{ text: "Promote the replica." }],
    });
    expect(handOverLine(drawn)).toBe("Open: Nobody has found the cause yet. Suggested: Promote the replica.");
  });

  test.each([
    [
      "was found",
      "tool_result",
      { tool: "get_lb_health", result: { targets_healthy: 0 } },
      "The alert still fires.",
    ],
    ["was noted", "note", {}, "The alert still fires."],
    [
      "failed to be found",
      "tool_result",
      { tool: "get_lb_health", result: { error: "no answer within 20 s" } },
      "Nobody has found the cause yet.",
    ],
  ] as const)("of an alert of which something %s: what is open", (_, kind, data, open) => {
    const alert = ["alert_firing", "0 of 4 targets are healthy", { fingerprint: "a" }] as const;
    const happened: [EventKind, string, object?][] = [
      [...alert],
      [kind, "The application is not listening.", data],
    ];
    expect(brief("LoadBalancerTargetsDown", happened, { customer: null }).open).toEqual([
      { text: open, eventId: 1 },
    ]);
  });

  test("of texts in lines of their own: each with a stop, in what is known and on a note", () => {
    const data = { fingerprint: "a" };
    const body = "Disk full\n\nVolume vol-9 has no room left\nWrites are refused";
    const drawn = brief("Disk full", [
      ["alert_firing", body, data],
      ["note", "Volume vol-9 was looked at\nIt is the log directory"],
    ]);
    expect(drawn.known.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "Volume vol-9 has no room left. Writes are refused",
        "Ben noted: Volume vol-9 was looked at. It is the log directory",
      ]),
    );
  });

  test("after look-ups: what each gave, the one that failed, the one still awaited", () => {
    const drawn = brief("Disk full", [
      ["customer_message", "Please grow the volume vol-77."],
      ["tool_call", "", { tool: "disk_usage", arguments: { volume: "vol-77" } }],
      ["tool_result", "", { tool: "disk_usage", callId: "2", result: { volume: "vol-77", used: "97 %" } }],
      ["tool_call", "", { tool: "get_quota", arguments: {} }],
      ["tool_result", "", { tool: "get_quota", callId: "4", result: { error: "no answer within 20 s" } }],
      ["tool_call", "", { tool: "snapshots", arguments: { volume: "vol-77" }, byHand: true }],
    ]);
    expect(drawn.tried).toEqual([
      { text: "disk_usage (volume vol-77): used 97 %", eventId: 2 },
      { text: "get_quota: failed, no answer within 20 s", eventId: 4 },
    ]);
    expect(drawn.open.at(-1)).toEqual({ text: "No result yet: snapshots (volume vol-77)", eventId: 6 });
  });

  test("of a longer conversation: notes are known, replies were tried, messages since are open", () => {
    const drawn = brief("Ledger", [
      ["customer_message", "We cannot restore the ledger. What should we do?"],
      ["analyst_reply", "Hello Mira,\n\nI restarted the restore job. Which ledger do you mean?"],
      ["customer_message", "The one called snap-81. And can we get last month's invoice again?"],
      ["note", "The storage team knows about snap-81 being locked."],
      ["customer_message", "Any news about it yet?"],
    ]);
    expect(drawn).toEqual({
      about: { text: "Ledger" },
      known: [
        { text: "Mira, Tally, plan gold" },
        { text: "Ben noted: The storage team knows about snap-81 being locked.", eventId: 4 },
      ],
      tried: [{ text: "Ann replied: I restarted the restore job.", eventId: 2 }],
      open: [{ text: "2 messages of Mira have no answer yet.", eventId: 3 }],
      suggested: [],
    });
  });

  test("with the ball at the customer: our question is open, a withdrawn reply never was", () => {
    const drawn = brief("Ledger", [
      ["customer_message", "We cannot restore the ledger."],
      ["analyst_reply", "It works again."],
      ["reply_withdrawn", "", { withdraws: 2 }],
      ["analyst_reply", "The job ran. Which ledger do you mean?"],
    ]);
    expect(drawn.tried).toEqual([{ text: "Ann replied: The job ran.", eventId: 4 }]);
    expect(drawn.open).toEqual([
      { text: "The customer has not answered: Which ledger do you mean?", eventId: 4 },
    ]);
  });

  test("of a long case says what was decided last, and what was tried last", () => {
    const calls = Array.from({ length: 9 }, (_, n): [EventKind, string, object?][] => [
      ["tool_call", "", { tool: `look_${n}`, arguments: {} }],
      ["tool_result", "", { tool: `look_${n}`, callId: String(4 * n + 2), result: { n } }],
      ["note", `Saw number ${n}.`],
      ["customer_message", `Any news, for the ${n}th time?`],
    ]).flat();
    const drawn = brief("Ledger", [["customer_message", "We cannot restore it."], ...calls]);
    const shown = shownBrief(drawn, {
      ruledOut: [{ text: "The disk is full." }],
      notChecked: [{ text: "look_9 failed." }],
    });
    const lines = [
      shown.about,
      ...shown.known,
      ...shown.ruledOut,
      ...shown.notChecked,
      ...shown.tried,
      ...shown.open,
    ];
    expect(lines).toHaveLength(8);
    expect(shown.known[1]?.text).toContain("Saw number 8.");
    expect(shown.tried.at(-1)?.text).toContain("look_8");
    expect(shown.ruledOut).toEqual([{ text: "The disk is full." }]);
    expect(shown.notChecked).toEqual([{ text: "look_9 failed." }]);
  });
});

test("a card shows at most eight lines of a brief, and one of each part there is", () => {
  const lines = fc.array(
    fc.string({ minLength: 1 }).map((text) => ({ text })),
    { maxLength: 9 },
  );
  const drawn = fc.record({
    about: fc.constant({ text: "About" }),
    ...{ known: lines, tried: lines, open: lines, suggested: lines },
  });
  fc.assert(
    fc.property(drawn, lines, lines, (given, ruledOut, notChecked) => {
      const { about, ...parts } = shownBrief(given, { ruledOut, notChecked });
      expect(about).toEqual(given.about);
      const all = { ...given, ruledOut, notChecked };
      const held = [all.known, all.tried, all.open, all.suggested, all.ruledOut, all.notChecked].flat()
        .length;
      expect(Object.values(parts).flat()).toHaveLength(Math.min(7, held));
      for (const part of ["open", "known", "ruledOut", "notChecked", "tried", "suggested"] as const)
        expect(parts[part].length > 0).toBe(all[part].length > 0);
      expect(parts.tried).toEqual(all.tried.slice(all.tried.length - parts.tried.length));
    }),
  );
});
