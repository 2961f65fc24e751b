/** Splitting text into search terms, in several scripts and with identifiers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { stem, terms } from "./terms";

test("compound identifiers are found whole and by their parts", () => {
  expect(terms("KubePodCrashLooping")).toEqual(["kubepodcrashlooping", "kube", "pod", "crash", "loop"]);
  expect(terms("db-prod-7.eu-west")).toEqual(["db-prod-7.eu-west", "db", "prod", "7", "eu", "west"]);
});

test("a script without spaces is read as overlapping pairs", () => {
  expect(terms("数据库连接")).toEqual(["数据", "据库", "库连", "连接"]);
});

test("text of ASCII alone is read as it is among other scripts", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii", maxLength: 200 }), (text) => {
      expect(terms(`${text} 数据`)).toEqual([...terms(text), "数据"]);
    }),
  );
});

test.each([
  ["disks", "disk"],
  ["policies", "policy"],
  ["crashes", "crash"],
  ["failing", "fail"],
  ["stopped", "stop"],
  ["stopping", "stop"],
  ["status", "status"],
  ["access", "access"],
  ["mfa", "mfa"],
])("%s is stemmed to %s", (word, root) => {
  expect(stem(word)).toBe(root);
});

test("any text gives bounded, trimmed, lower-case terms", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      for (const term of terms(text)) {
        expect(term.length).toBeGreaterThan(0);
        expect(term.length).toBeLessThanOrEqual(64);
        expect(term).toBe(term.toLowerCase());
      }
    }),
  );
});
