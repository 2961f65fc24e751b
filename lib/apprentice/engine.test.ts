/** The apprentice learns, forgets within bounds, and is the same machine after a restore. */
import { expect, test } from "vitest";
import { propose, proposeTriage } from "./engine";
import type { CaseEvent, ClosedCase } from "./model";
import { newApprentice, restore, snapshot } from "./state";
import { learnCase, learnTaken } from "./training";

let eventId = 0;

function event(kind: CaseEvent["kind"], body: string, more: Partial<CaseEvent> = {}): CaseEvent {
  eventId++;
  return { id: eventId, kind, at: 1_700_000_000_000 + eventId * 1000, actorId: null, body, ...more };
}

function closed(ticketId: number, events: CaseEvent[], queue = "network"): ClosedCase {
  const about = { ticketId, subject: "", queue: null, assigneeId: "ann", customer: null };
  return { ...about, events, closedAt: events.at(-1)?.at ?? 0, triage: { queue } };
}

function portCase(ticketId: number, port: number, host: string): ClosedCase {
  return closed(ticketId, [
    event("customer_message", `port ${port} on ${host} does not answer`),
    event("tool_call", "", { tool: "probe", arguments: { Host: host, Port: port } }),
    event("tool_result", "", { tool: "probe", result: { Port: port, State: "closed", Rule: `fw-${port}` } }),
    event("analyst_reply", `Port ${port} is closed by rule fw-${port}. Shall I open it?`),
    event("customer_message", "yes"),
    event("analyst_reply", "Done, please try again."),
  ]);
}

function trained(cases: number) {
  const apprentice = newApprentice();
  for (let index = 0; index < cases; index++)
    learnCase(apprentice, portCase(index, 2000 + index, `db-${index % 7}`));
  return apprentice;
}

test("before anything was learnt it says so", () => {
  const proposal = propose(newApprentice(), portCase(1, 80, "web-1"));
  expect(proposal.replies).toEqual([]);
  expect(proposal.abstain).toBe("nothing_learnt");
  for (const value of Object.values(proposal.features)) expect(Number.isFinite(value)).toBe(true);
});

test("a reply is filled from this ticket, with its sources", () => {
  const apprentice = trained(25);
  const { events, ...about } = portCase(99, 8443, "db-3");
  const proposal = propose(apprentice, { ...about, events: events.slice(0, 3) });
  expect(proposal.replies[0]?.text).toBe("Port 8443 is closed by rule fw-8443. Shall I open it?");
  expect(proposal.replies[0]?.sourceEventIds.length).toBeGreaterThan(0);
  expect(proposal.step.kind).toBe("reply");
  expect(proposal.nearest[0]?.similarity).toBeGreaterThan(0);
});

test("a call is proposed with this ticket's arguments", () => {
  const apprentice = trained(25);
  const { events, ...about } = portCase(99, 8443, "db-3");
  const proposal = propose(apprentice, { ...about, events: events.slice(0, 1) });
  expect(proposal.step.kind).toBe("tool");
  expect(proposal.tool).toMatchObject({ tool: "probe", arguments: { Host: "db-3", Port: 8443 } });
});

test("without the result the reply cannot be filled and is not offered", () => {
  const apprentice = trained(25);
  const { events, ...about } = portCase(99, 8443, "db-3");
  const proposal = propose(apprentice, { ...about, events: events.slice(0, 1) });
  for (const reply of proposal.replies) {
    for (const digits of reply.text.match(/\d+/g) ?? []) expect(["8443", "3"]).toContain(digits);
  }
});

test("after an analyst's reply there is nothing to answer", () => {
  const { events, ...about } = portCase(99, 8443, "db-3");
  const proposal = propose(trained(5), { ...about, events: events.slice(0, 4) });
  expect(proposal.step.kind).toBe("wait");
  expect(proposal.abstain).toBe("nothing_to_answer");
});

test("one long reply, seen once, serves a like ticket with its figures left out", () => {
  const apprentice = newApprentice();
  const mail =
    "Dear customer, your certificate has expired. Please renew it in the console under Security. We saw it on host ecs-771.";
  learnCase(
    apprentice,
    closed(1, [
      event("customer_message", "my https certificate expired, browsers warn"),
      event("analyst_reply", mail),
    ]),
  );
  const events = [event("customer_message", "https certificate expired and browsers warn our users")];
  const proposal = propose(apprentice, { ...closed(2, events), events });
  expect(proposal.replies[0]?.text).toContain("Please renew it in the console");
  expect(proposal.replies[0]?.text).not.toContain("771");
});

test("Chinese tickets are learnt the same way", () => {
  const apprentice = newApprentice();
  for (let index = 0; index < 12; index++) {
    learnCase(
      apprentice,
      closed(
        index,
        [
          event("customer_message", `云主机无法登录，报错${index}`),
          event("analyst_reply", "请检查安全组的入方向规则。"),
        ],
        "compute",
      ),
    );
    learnCase(
      apprentice,
      closed(
        100 + index,
        [
          event("customer_message", `发票金额不对，订单${index}`),
          event("analyst_reply", "账单团队会在今天核对金额。"),
        ],
        "billing",
      ),
    );
  }
  const events = [event("customer_message", "我的云主机登录不了")];
  const asked = { ...closed(500, events), queue: null };
  expect(propose(apprentice, asked).replies[0]?.text).toBe("请检查安全组的入方向规则。");
  expect(proposeTriage(apprentice, asked).queue?.[0]?.value).toBe("compute");
});

test("the same history gives the same bytes, and a restore changes nothing", () => {
  eventId = 0;
  const first = trained(30);
  eventId = 0;
  const second = trained(30);
  const bytes = snapshot(first);
  expect(Buffer.compare(bytes, snapshot(second))).toBe(0);
  const restored = restore(bytes);
  expect(Buffer.compare(snapshot(restored), bytes)).toBe(0);
  const next = portCase(77, 9090, "db-1");
  expect(propose(restored, next)).toEqual(propose(first, next));
  learnCase(first, next);
  learnCase(restored, next);
  expect(Buffer.compare(snapshot(restored), snapshot(first))).toBe(0);
});

test("bytes of another version or cut short are refused", () => {
  expect(() => restore(new Uint8Array(8))).toThrow(RangeError);
  const bytes = snapshot(trained(2));
  expect(() => restore(bytes.slice(0, bytes.length / 2))).toThrow(RangeError);
});

test("a reply given only once is offered first where the same was found, with this ticket's values", () => {
  const apprentice = newApprentice();
  const hosts = ["web-1", "web-2", "web-3", "web-4", "web-5", "web-6"];
  const found = ["disk_full", "out_of_memory", "wrong_key", "no_route", "clock_wrong", "rebooting"];
  const told = [
    "The disk of HOST is full, please enlarge it in the console.",
    "HOST ran out of memory and its processes were killed, please give it more.",
    "The key you use for HOST is not the one we know, please upload it again.",
    "There is no route from your network to HOST, please add one to the table.",
    "The clock of HOST is wrong, therefore no certificate is accepted; please start its time service.",
    "HOST is being restarted on another machine and will answer within minutes.",
  ];
  const until = (ticketId: number, host: string, finding: string) => [
    event("customer_message", `I cannot reach ${host} any more, please help.`),
    event("tool_call", "", { tool: "look", arguments: { Host: host } }),
    event("tool_result", "", {
      tool: "look",
      result: { Host: host, Finding: finding, Case: `c-${ticketId}` },
    }),
  ];
  hosts.forEach((host, index) => {
    const text = (told[index] ?? "").replace("HOST", host);
    const events = [...until(index, host, found[index] ?? ""), event("analyst_reply", text)];
    learnCase(apprentice, closed(index, events));
  });
  found.forEach((finding, index) => {
    const of = closed(50 + index, until(50 + index, "db-9", finding));
    expect(propose(apprentice, of).replies[0]?.text).toBe((told[index] ?? "").replace("HOST", "db-9"));
  });
});

test("what analysts do on open tickets is learnt at once, what they say only when the ticket closes", () => {
  const apprentice = newApprentice();
  for (let index = 0; index < 25; index++) {
    const { events, ...rest } = portCase(index, 2000 + index, `db-${index % 7}`);
    // With words after it, so that “Done” is no goodbye.
    const after = [event("customer_message", "it works"), event("analyst_reply", "You are welcome.")];
    learnCase(apprentice, { ...rest, events: [...events, ...after] });
  }
  const { events, ...about } = portCase(99, 8443, "db-3");
  const moment = { ...about, events: events.slice(0, 3) };
  const chance = (text: string) =>
    propose(apprentice, moment).replies.find((reply) => reply.text === text)?.probability ?? 0;
  const before = chance("Done, please try again.");
  for (let ticketId = 200; ticketId < 206; ticketId++) {
    const open = portCase(ticketId, 3000 + ticketId, "web-1");
    const said = ticketId % 2 === 0 ? "Done, please try again." : "Somebody of the night shift is on it.";
    learnTaken(apprentice, { ...open, events: open.events.slice(0, 3) }, event("analyst_reply", said));
  }
  expect(chance("Done, please try again.")).toBeGreaterThan(before);
  expect(chance("Somebody of the night shift is on it.")).toBe(0);
});

test("a step learnt ahead is judged once: when it was taken", () => {
  const apprentice = trained(25);
  const of = portCase(99, 8443, "db-3");
  const judged = () => apprentice.calibration.confidence.seen;
  const before = judged();
  const taken = of.events[3] as CaseEvent;
  learnTaken(apprentice, { ...of, events: of.events.slice(0, 3) }, taken);
  learnTaken(apprentice, { ...of, events: of.events.slice(0, 3) }, taken);
  expect(judged()).toBe(before + 1);
  const bytes = snapshot(apprentice);
  learnCase(apprentice, of);
  expect(judged()).toBe(before + 2);
  const again = restore(bytes);
  learnCase(again, of);
  expect(snapshot(again)).toEqual(snapshot(apprentice));
});
