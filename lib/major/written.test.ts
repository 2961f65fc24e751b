/** What a group of messages shares is told in the customers' words, not in stems. */
import { expect, test } from "vitest";
import { reportTerms } from "./terms";
import { asWritten } from "./written";

const message = (body: string, subject = "") => ({ subject, body });
const told = (terms: string[], ...bodies: string[]) =>
  asWritten(
    terms,
    bodies.map((body) => message(body)),
  );

test("a stem is told as most messages write it, a code as machines do, each word once", () => {
  const bodies = [
    "Uploads to storage fail with ETIMEDOUT since ten.",
    "Storage is gone: ETIMEDOUT on every upload",
    "Our uploads time out, storage says ETIMEDOUT",
  ];
  const terms = ["code:etimedout", "etimed", "storag", "upload"];
  for (const term of terms) expect(bodies.flatMap((body) => reportTerms("", body))).toContain(term);
  expect(told(terms, ...bodies)).toEqual(["ETIMEDOUT", "storage", "uploads"]);
});

test("the part of a name, the subject and other languages are words too; what nobody wrote is left out", () => {
  expect(told(["connec"], "db-prod: connections refused")).toEqual(["connections"]);
  expect(asWritten(["certif"], [message("geht nicht", "Zertifikate abgelaufen")])).toEqual([]);
  expect(asWritten(["zertif"], [message("geht nicht", "Zertifikate abgelaufen")])).toEqual(["zertifikate"]);
  expect(told(["nobody"], "something else")).toEqual([]);
  expect(told(["haldenstore"], "HaldenStore is down, HaldenStore!")).toEqual([]);
});

test("pairs of characters are told as the words they make", () => {
  expect(told(["无法", "法登", "登录"], "我们从今天早上起无法登录控制台")).toEqual(["无法登录"]);
});

test("of a message only what its terms were taken from is read, and no word without end", () => {
  expect(told(["storag"], `${"a b ".repeat(1_200)} storage is gone`)).toEqual([]);
  expect(told(["aaaaaa"], `storage ${"a".repeat(300)}`)).toEqual([]);
});
