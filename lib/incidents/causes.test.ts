/** What an incident holds is of two causes only where one explains it badly and the other is not known to follow it. */
import { expect, test } from "vitest";
import { type Knowledge, type Sign, twoCauses } from "./causes";
import { followingOf, itself } from "./following";

const minute = 60_000;
/** Who calls whom: two services that fail, each with five that call it, and one that calls both. */
const calls: Record<string, string[]> = { both: ["cart", "stock"] };
for (const root of ["cart", "stock"]) for (let n = 0; n < 5; n++) calls[`${root}-${n}`] = [root];

const byMap = (kind: string, origin: string) =>
  kind === origin
    ? itself
    : followingOf({ after: 0, failures: 0, calls: calls[kind]?.includes(origin) ? 1 : null });

/** Nothing is known of rules, unless it is said. */
const known = (following: Knowledge["following"], originOdds = (_rule: string) => 1): Knowledge => ({
  following,
  originOdds,
});

const signsOf = (root: string, at: number, first: number): Sign[] =>
  [root, ...Array.from({ length: 5 }, (_, n) => `${root}-${n}`)].map((kind, n) => ({
    id: first + n,
    kind,
    at: (at + n / 2) * minute,
    rule: n === 0 ? "crashed" : "slow",
  }));

test("two services that do not call each other, each with those who call it, are two causes; who calls both goes by the time", () => {
  const signs = [
    ...signsOf("cart", 0, 1),
    ...signsOf("stock", 7, 11),
    { id: 20, kind: "both", at: 9 * minute, rule: "slow" },
  ];
  expect(twoCauses(signs, known(byMap))).toMatchObject({
    first: "cart",
    second: "stock",
    ofSecond: [11, 12, 13, 14, 15, 16, 20],
  });
});

test("one service with those who call it is one cause, however late they tell of it", () => {
  const signs = signsOf("cart", 0, 1).map((sign) => ({ ...sign, at: sign.at * 8 }));
  expect(twoCauses(signs, known(byMap))).toBeNull();
});

test("where nobody knows what follows what, alerts that come in two bursts stay one incident", () => {
  const unknown = (kind: string, origin: string) =>
    kind === origin ? itself : followingOf({ after: 0, failures: 0, calls: undefined });
  const signs = [...signsOf("cart", 0, 1), ...signsOf("stock", 9, 11)];
  expect(twoCauses(signs, known(unknown))).toBeNull();
});

test("without a map, what failed often and never after the other is a second cause; what did follow it is none", () => {
  const counted = (followed: number) => (kind: string, origin: string) => {
    if (kind === origin) return itself;
    const own = kind.split("-")[0] === origin.split("-")[0];
    return followingOf({ after: own ? 15 : followed, failures: 20, calls: undefined });
  };
  const signs = [...signsOf("cart", 0, 1), ...signsOf("stock", 9, 11)];
  expect(twoCauses(signs, known(counted(0)))?.ofSecond).toEqual([11, 12, 13, 14, 15, 16]);
  expect(twoCauses(signs, known(counted(12)))).toBeNull();
});

test("a storm is looked at no further", () => {
  const signs = Array.from({ length: 100 }, (_, id) => ({ id, kind: `k${id}`, at: id, rule: "slow" }));
  expect(
    twoCauses(
      signs,
      known(() => expect.unreachable()),
    ),
  ).toBeNull();
});

test("what is known to speak where failures begin tells two apart that time and history leave open", () => {
  const counted = (kind: string, origin: string) => {
    if (kind === origin) return itself;
    const isOwn = kind.split("-")[0] === origin.split("-")[0];
    return followingOf({ after: isOwn ? 4 : 0, failures: 12, calls: undefined });
  };
  const [cart, stock] = [signsOf("cart", 0, 1).slice(0, 5), signsOf("stock", 3, 11).slice(0, 5)];
  const speaks = (rule: string) => (rule === "crashed" ? 20 : 0.2);
  expect(twoCauses([...cart, ...stock], known(counted))).toBeNull();
  expect(twoCauses([...cart, ...stock], known(counted, speaks))?.ofSecond).toEqual([11, 12, 13, 14, 15]);
  // Where the second only feels it, one cause is enough.
  const felt = stock.map((sign) => ({ ...sign, rule: "slow" }));
  expect(twoCauses([...cart, ...felt], known(counted, speaks))).toBeNull();
});
