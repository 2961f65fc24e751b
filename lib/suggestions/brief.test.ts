/** Briefs of cases of several kinds: what each section says, and that nothing is said twice. */
import { describe, expect, test } from "vitest";
import type { EventData, EventKind, TimelineEvent } from "#lib/tickets/model";
import { type BriefSubject, briefOf } from "./brief";

const names: Partial<Record<EventKind, string>> = {
  customer_message: "Mira",
  analyst_reply: "Ann",
  note: "Ben",
};

function brief(
  subject: string,
  happened: [EventKind, string, EventData?][],
  more: Partial<BriefSubject> = {},
) {
  const timeline = happened.map(
    ([kind, body, data = {}], place): TimelineEvent => ({
      id: place + 1,
      ticketId: 1,
      kind,
      at: new Date(place * 1000),
      actorKind: "customer",
      actorId: null,
      actorName: names[kind] ?? "",
      isPublic: true,
      body,
      data,
    }),
  );
  const customer = { name: "Mira", company: "Tally", plan: "gold" };
  const drawn = briefOf({ ticket: { subject }, customer, timeline, runbooks: [], why: "", ...more });
  const lines = [drawn.about, ...drawn.known, ...drawn.tried, ...drawn.open].map(({ text }) => text);
  expect(new Set(lines).size).toBe(lines.length);
  return drawn;
}

describe("a brief", () => {
  test("of one message: what is asked is about, what is stated is known, neither is open", () => {
    expect(
      brief("Disk full", [
        [
          "customer_message",
          "Hello team,\n\nthe volume vol-77 has been full since 9:40. Can you grow it to 200 GB? How long will that take?\n\nKind regards\nMira",
        ],
      ]),
    ).toEqual({
      about: { text: "Disk full: Can you grow it to 200 GB?", eventId: 1 },
      known: [
        { text: "Mira, Tally, plan gold" },
        { text: "Mira wrote: the volume vol-77 has been full since 9:40.", eventId: 1 },
      ],
      tried: [],
      open: [{ text: "How long will that take?", eventId: 1 }],
    });
  });

  test("of a statement alone: it is what the case is about, and the answer is open", () => {
    expect(brief("Disk full", [["customer_message", "The volume vol-77 is full."]])).toEqual({
      about: { text: "Disk full: The volume vol-77 is full.", eventId: 1 },
      known: [{ text: "Mira, Tally, plan gold" }],
      tried: [],
      open: [{ text: "Mira has no answer yet.", eventId: 1 }],
    });
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
      open: [{ text: "The runbook “Failover” fits. Next in it: Promote the replica." }],
    });
    const alone = brief("Replica lags", [["alert_firing", "Replica lags", data]], { customer: null });
    expect(alone.open).toEqual([{ text: "Nobody has found the cause yet.", eventId: 1 }]);
    expect(alone.known).toEqual([{ text: "severity critical, region fra-1", eventId: 1 }]);
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
    expect(drawn.open).toEqual([{ text: "No result yet: snapshots (volume vol-77)", eventId: 6 }]);
  });

  test("of a longer conversation: the newest wish, replies under tried, what nobody answered", () => {
    const drawn = brief("Ledger", [
      ["customer_message", "We cannot restore the ledger. What should we do?"],
      ["analyst_reply", "Hello Mira,\n\nI restarted the restore job. Which ledger do you mean?"],
      ["customer_message", "The one called snap-81. And can we get last month's invoice again?"],
      ["note", "The storage team knows about snap-81 being locked."],
      ["customer_message", "Any news?"],
    ]);
    expect(drawn).toEqual({
      about: { text: "Ledger: And can we get last month's invoice again?", eventId: 3 },
      known: [
        { text: "Mira, Tally, plan gold" },
        { text: "Mira wrote: We cannot restore the ledger.", eventId: 1 },
        { text: "Mira wrote: The one called snap-81.", eventId: 3 },
        { text: "Ben noted: The storage team knows about snap-81 being locked.", eventId: 4 },
      ],
      tried: [{ text: "Ann replied: I restarted the restore job.", eventId: 2 }],
      open: [{ text: "Any news?", eventId: 5 }],
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

  test("in other languages: greetings are left out, requests found", () => {
    const german = brief("Rechnung", [
      ["customer_message", "Guten Tag,\nbitte senden Sie uns die Rechnung 4711 noch einmal.\nViele Grüße"],
    ]);
    expect(german.about.text).toBe("bitte senden Sie uns die Rechnung 4711 noch einmal.");
    expect(german.known).toHaveLength(1);
    const chinese = brief("磁盘", [["customer_message", "您好。磁盘已满，错误代码 77。请问如何扩容？"]]);
    expect(chinese.about.text).toBe("磁盘: 请问如何扩容？");
    expect(chinese.known.at(-1)?.text).toBe("Mira wrote: 磁盘已满，错误代码 77。");
  });

  test("a greeting goes, a wish that explains is no open question, an indirect question is one", () => {
    const drawn = brief("Charged twice?", [
      [
        "customer_message",
        "Hi, our statement shows two payments for HC-20911. Could you send one back? We need it for the board.",
      ],
      ["customer_message", "It would help to know how many days a refund takes."],
    ]);
    expect(drawn).toMatchObject({
      about: { text: "Charged twice? It would help to know how many days a refund takes." },
      known: [
        { text: "Mira, Tally, plan gold" },
        {
          text: "Mira wrote: our statement shows two payments for HC-20911. We need it for the board.",
        },
      ],
      open: [{ text: "Could you send one back?", eventId: 1 }],
    });
    const wish = brief("GPU quota", [
      ["customer_message", "big one: need 64 GPU in fra-1, project pxf-render"],
    ]);
    expect(wish.about.text).toBe("GPU quota: big one: need 64 GPU in fra-1, project pxf-render");
  });
});
