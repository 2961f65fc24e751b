/** What rules say for one cause, by the company they had. */
import { expect, test } from "vitest";
import { type Companionship, Company, CompanyCount, type Spoken } from "./company";

const window = 10 * 60_000;

/** `lonely` spoke fifty times alone; `sociable` fifty times beside another failure, of which it learnt later every other time. */
function counted(rate = 0): Company {
  const count = new CompanyCount();
  for (let n = 0; n < 50; n++) {
    count.speaks(failure("lonely", n), spoken("lonely", rate));
    if (n % 2) count.accompanies(count.speaks(failure("late", n), spoken("sociable", rate)));
    else count.speaks(count.accompanies(failure("soon", n)), spoken("sociable", rate));
  }
  return new Company(count.counted());
}

function spoken(rule: string, rate: number, isFollowing = false): Spoken {
  return { rule, rate, window, isFollowing };
}

function failure(kind: string, n: number): Companionship {
  return { component: `${kind} ${n}`, rules: [], isAccompanied: false };
}

test("a rule that is alone speaks against one cause, on either side; one that never is speaks for it, within bounds", () => {
  const company = counted();
  expect(company.odds("sociable", ["sociable"], false)).toBe(3);
  expect(company.odds("lonely", ["sociable"], false)).toBeLessThan(0.1);
  expect(company.odds("sociable", ["lonely"], false)).toBeLessThan(0.3);
  expect(company.odds("sociable", ["lonely", "sociable"], false)).toBe(3);
});

test("what is known to fail together is hardly doubted for its rules", () => {
  expect(counted().odds("lonely", ["lonely"], true)).toBeCloseTo(1 / 3);
});

test("a rule nobody knows, and any rule before anything was counted, says nothing", () => {
  expect(counted().odds("new", ["sociable"], false)).toBeCloseTo(1);
  expect(new Company([]).odds("new", ["other"], false)).toBeCloseTo(1);
});

test("where everything fails all the time, company by chance counts for nothing", () => {
  const count = new CompanyCount();
  for (let n = 0; n < 50; n++) {
    const beside = n < 32 ? count.accompanies(failure("beside", n)) : failure("beside", n);
    count.speaks(beside, spoken("chance", 3));
    count.speaks(count.accompanies(failure("quiet", n)), spoken("cause", 0.1));
  }
  const company = new Company(count.counted());
  expect(company.odds("chance", ["cause"], false)).toBeLessThan(company.odds("cause", ["cause"], false) / 10);
});

test("a rule that speaks often in one failure is counted once", () => {
  const count = new CompanyCount();
  const once = count.speaks(failure("one", 1), spoken("rule", 0));
  expect(count.speaks(once, spoken("rule", 0))).toBe(once);
  expect(count.counted().find(({ rule }) => rule === "rule")?.failures).toBe(1);
});

test("a rule that speaks first says that a failure begins there, one that follows says that it does not, one nobody knows nothing", () => {
  const count = new CompanyCount();
  for (let n = 0; n < 60; n++) {
    count.speaks(count.accompanies(failure("root", n)), spoken("crashed", 0.1));
    count.speaks(count.accompanies(failure("felt", n)), spoken("slow", 0.1, true));
    count.speaks(count.accompanies(failure("either", n)), spoken("errors", 0.1, n % 2 === 0));
    count.speaks(failure("alone", n), spoken("lonely", 0.1));
  }
  const company = new Company(count.counted());
  expect(company.originOdds("crashed")).toBeGreaterThan(5);
  expect(company.originOdds("slow")).toBeLessThan(0.2);
  expect(company.originOdds("errors")).toBeCloseTo(1, 0);
  expect(company.originOdds("lonely")).toBeCloseTo(1);
  expect(company.originOdds("new")).toBeCloseTo(1);
  expect(new Company([]).originOdds("crashed")).toBe(1);
});
