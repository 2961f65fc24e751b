/** What a message says of trouble: words by their trunk, codes as codes, nothing of one's own. */
import { expect, test } from "vitest";
import { reportTerms } from "./terms";

test("codes of machines are kept as codes; dates, ids, addresses and amounts are nobody else's", () => {
  const found = reportTerms(
    "Checkout fails",
    "HTTP 502 and ETIMEDOUT since 2026-03-02 10:15, QUOTA_EXCEEDED, ORA-00600, TokenExpiredError. Order 4711, 503.20 EUR, mail a@b.example, 10.0.0.7, 9f1c2d3e-0000-4000-8000-123456789abc",
  );
  expect(found.filter((term) => term.startsWith("code:")).sort()).toEqual([
    "code:502",
    "code:etimedout",
    "code:ora-00600",
    "code:quota_exceeded",
    "code:tokenexpirederror",
  ]);
  expect(found.filter((term) => !term.startsWith("code:") && /\d|example/.test(term))).toEqual([]);
});

test("inflected and translated words meet in their trunk; what is quoted is not said", () => {
  const [one, other] = [reportTerms("", "certificats expirés"), reportTerms("", "certificado")];
  expect(one.some((term) => other.includes(term))).toBe(true);
  expect(reportTerms("", "It fails\n\n> the storage was slow last week")).not.toContain("storag");
});
