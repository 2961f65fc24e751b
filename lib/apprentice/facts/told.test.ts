/** What is told of a result is so: places in lists, truth values, counts, equal values, settings, words too short for a slot. */
import { expect, test } from "vitest";
import { eventOf, proposalFor, type Told, ticketOf, trainedToTell } from "../testing/environment";
import { learnCase } from "../training";

const first = (told: readonly Told[], result: Told["result"], given?: Record<string, unknown>) =>
  proposalFor(trainedToTell(told), result, given).replies[0]?.text ?? null;

const all = (told: readonly Told[], result: Told["result"]) =>
  proposalFor(trainedToTell(told), result).replies.map(({ text }) => text);

test.each([
  ["Museum", "Park"],
  ["stade", "marché"],
])("items of a list are those of this result: %s, %s", (...near) => {
  const told = {
    result: { Near: ["School", "Club"], rooms: 3 },
    reply: "I found a flat near a School and a Club.",
  };
  expect(first([told, told, told], { Near: near, rooms: 3 })).toBe(
    `I found a flat near a ${near[0]} and a ${near[1]}.`,
  );
});

test("what stands in objects of a list is told, of the one that is like it", () => {
  const reply = "Target i-0a2 is down: time-out.";
  const told = {
    result: {
      targets: [
        { id: "i-0a1", state: "up", why: "fine" },
        { id: "i-0a2", state: "down", why: "time-out" },
      ],
    },
    reply,
  };
  const now = {
    targets: [
      { id: "i-77c", state: "down", why: "connection refused" },
      { id: "i-78c", state: "up", why: "fine" },
      { id: "i-79c", state: "up", why: "fine" },
    ],
  };
  expect(first([told, told], now)).toBe("Target i-77c is down: connection refused.");
});

test("values deeper than that are told", () => {
  const told = (zone: string) => ({
    result: { site: { rack: { place: { zone } } } },
    reply: `It stands in zone ${zone}, please come by.`,
  });
  expect(first([told("K-17"), told("K-21")], { site: { rack: { place: { zone: "M-90" } } } })).toBe(
    "It stands in zone M-90, please come by.",
  );
});

test.each([
  [
    "English, by the name",
    "has_lift",
    "It has a lift. Shall I book it?",
    "It does not have a lift. Shall I book it?",
  ],
  [
    "German, without a hint",
    "x7",
    "Der Aufzug fährt. Soll ich buchen?",
    "Einen Aufzug gibt es nicht. Soll ich buchen?",
  ],
])("a sentence goes by the truth value it depends on: %s", (_, name, yes, no) => {
  const told = [true, false, true, false, true, false].map((lift) => ({
    result: { [name]: lift, floor: 12 },
    reply: lift ? yes : no,
  }));
  expect(all(told, { [name]: true, floor: 12 })).not.toContain(no);
  expect(all(told, { [name]: false, floor: 12 })).not.toContain(yes);
  expect(first(told, { [name]: true, floor: 12 })).toBe(yes);
  expect(first(told, { [name]: false, floor: 12 })).toBe(no);
});

test("two truth values never seen together are told by the sentences of each", () => {
  const reply = (backup: boolean, sealed: boolean) =>
    `The backup is ${backup ? "there" : "missing"}.\nThe disk is ${sealed ? "encrypted" : "open to everybody"}.`;
  const told = [
    [true, true],
    [false, true],
    [true, false],
    [true, true],
    [false, true],
    [true, false],
  ].map(([backup = false, sealed = false]) => ({
    result: { backup, disk_sealed: sealed },
    reply: reply(backup, sealed),
  }));
  const text = first(told, { backup: false, disk_sealed: false });
  expect(text === null || text === reply(false, false)).toBe(true);
});

test("a finding that says otherwise rejects the reply", () => {
  const told = [
    ...Array.from({ length: 4 }, () => ({
      result: { finding: "disk_full", host: "db-1" },
      reply: "The disk is full, please clean up.",
    })),
    ...Array.from({ length: 4 }, () => ({
      result: { finding: "healthy", host: "db-1" },
      reply: "All is well with it.",
    })),
  ];
  expect(all(told, { finding: "healthy", host: "db-1" })).not.toContain("The disk is full, please clean up.");
  expect(all(told, { finding: "disk_full", host: "db-1" })).not.toContain("All is well with it.");
  expect(all(told, { finding: "link_down", host: "db-1" })).toEqual([]);
});

test("a count in words holds for that count", () => {
  const told = [0, 2, 0, 2, 0, 2].map((length) => ({
    result: { snapshots: Array.from({ length }, (_, at) => `snap-${at}`) },
    reply: length === 0 ? "There are no snapshots of it." : "There are snapshots of it, both are usable.",
  }));
  expect(first(told, { snapshots: [] })).toBe("There are no snapshots of it.");
  expect(all(told, { snapshots: ["snap-7", "snap-8"] })).not.toContain("There are no snapshots of it.");
});

test("of two equal values the one is told whose name the reply says", () => {
  const told = [
    { result: { max_level: 15, level: 15 }, reply: "It is on level 15, with a view." },
    { result: { max_level: 12, level: 12 }, reply: "It is on level 12, with a view." },
  ];
  expect(first(told, { max_level: 20, level: 4 })).toBe("It is on level 4, with a view.");
});

test("of two equal values without a hint none is told until it is known which", () => {
  const told = { result: { alpha: 15, beta: 15 }, reply: "Sie haben noch 15 frei." };
  expect(first([told, told], { alpha: 20, beta: 4 })).toBeNull();
  const known = { result: { alpha: 31, beta: 15 }, reply: "Sie haben noch 15 frei." };
  expect(first([told, known, known], { alpha: 20, beta: 44 })).toBe("Sie haben noch 44 frei.");
});

test("a setting of the call is no slot", () => {
  const told = (host: string, load: number) => ({
    arguments: { sort: "load" },
    result: { host, value: load },
    reply: `${host} has a load of ${load}.`,
  });
  const trained = [told("web-11", 70), told("web-12", 81), told("web-13", 92)];
  expect(first(trained, { host: "web-90", value: 66 }, { sort: "memory" })).toBe("web-90 has a load of 66.");
});

test("a word too short for a slot is told of its value only", () => {
  const told = (grade: string) => ({
    result: { grade, size: 1200 },
    reply: `You have grade ${grade}, well done.`,
  });
  expect(all([told("A"), told("A"), told("A"), told("B")], { grade: "B", size: 1200 })[0]).toBe(
    "You have grade B, well done.",
  );
});

test("what a newer result of the tool does not name any more is not told", () => {
  const told = (side: string) => ({
    result: { name: "Hill", balcony: true, side },
    reply: `It has a balcony to the ${side}.`,
  });
  expect(all([told("west"), told("east"), told("west")], { name: "Hill", balcony: false })).toEqual([]);
});

test("a finding that the reply repeats is a state it depends on: what follows from it is said of no other", () => {
  const healthy = (volume: string) => ({
    result: { volume, finding: "healthy", peak: 840 },
    reply: `${volume} is attached and healthy; it peaks at 840. So the disk is not what slows you down.`,
  });
  const throttled = (volume: string) => ({
    result: { volume, finding: "throttled", peak: 3000 },
    reply: `${volume} reaches its limit of 3000, and what comes beyond waits.`,
  });
  const names = ["vol-1a", "vol-2b", "vol-3c", "vol-4d"];
  const told = [...names.map(healthy), ...names.map(throttled)];
  for (const finding of ["throttled", "detaching"])
    for (const text of all(told, { volume: "vol-9e", finding, peak: 2900 }))
      expect(text, finding).not.toMatch(/not what slows|healthy|and throttled|and detaching/);
  expect(first(told, { volume: "vol-9e", finding: "healthy", peak: 790 })).toMatch(/not what slows/);
});

test("a clause behind a cause is said of that cause, in any language", () => {
  const told = (detail: string, why: string) => ({
    result: { tenant: `kunde-${detail}`, detail },
    reply: `Die Anmeldung scheitert mit ${detail}: ${why}.`,
  });
  const expired = told("zertifikat_abgelaufen", "das Zertifikat Ihres Anbieters ist abgelaufen");
  const texts = all(
    Array.from({ length: 5 }, () => expired),
    { tenant: "kunde-7", detail: "uhr_falsch" },
  );
  expect(texts).toEqual([]);
});

test("what was said of two values is said of a third", () => {
  const told = (state: string) => ({
    result: { host: "web", state },
    reply: `It is ${state} since noon, please wait for it.`,
  });
  const texts = all([told("paused"), told("draining"), told("paused")], { host: "web", state: "starting" });
  expect(texts).toContain("It is starting since noon, please wait for it.");
});

test("what goes with a sentence that another is put in for goes with it, though it is said elsewhere as well", () => {
  const flights = ["AB-12", "CD-34", "EF-56", "GH-78", "IJ-90", "KL-21"];
  const apprentice = trainedToTell(
    flights.map((flight, at) => {
      const isFree = at % 3 < 2;
      return {
        result: { flight, message: isFree ? "free" : "full" },
        reply: isFree
          ? `The flight ${flight} is available for you. Shall I reserve it?`
          : `Sorry, the flight ${flight} is not available any more for you.`,
      };
    }),
  );
  for (let ticket = 101; ticket < 107; ticket++) {
    const events = [
      eventOf("customer_message", { body: "Is there a car for the day?" }),
      eventOf("analyst_reply", { body: "Yes, there is a small red car. Shall I reserve it?" }),
    ];
    learnCase(apprentice, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
  }
  const { replies } = proposalFor(apprentice, { flight: "MN-43", message: "full" });
  const told = replies.map(({ text }) => text).filter((text) => text.includes("MN-43"));
  expect(told).not.toEqual([]);
  for (const text of told) expect(text).not.toContain("Shall I reserve it?");
});
