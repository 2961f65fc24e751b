/** Addresses in untrusted text: only http(s), nothing lost, no hidden hosts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { textParts } from "./text-parts";

const linksOf = (text: string) => textParts(text).flatMap(({ href }) => (href ? [href] : []));

test("addresses become links without the sentence's punctuation", () => {
  expect(linksOf("See https://example.com/a?b=1, or (http://example.org/x_(y)).")).toEqual([
    "https://example.com/a?b=1",
    "http://example.org/x_(y)",
  ]);
});

test("nothing but http and https is a link", () => {
  expect(linksOf("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.b")).toEqual([]);
});

test("an address with a user name, which hides its host, stays text", () => {
  expect(linksOf("https://bank.example@evil.example/")).toEqual([]);
});

test("an address ends before signs that change the direction of text", () => {
  expect(linksOf("https://example.com/\u202egpj.exe")).toEqual(["https://example.com/"]);
});

test("the parts joined are the text, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", " https://a.example/x). ", "http://"),
      (text, link) => {
        const whole = text + link + text;
        expect(
          textParts(whole)
            .map((part) => part.text)
            .join(""),
        ).toBe(whole);
      },
    ),
  );
});

test("a hundred thousand brackets cost no time", () => {
  const before = process.cpuUsage();
  textParts(`https://example.com/${")".repeat(100_000)}`);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
});
