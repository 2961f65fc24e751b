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

test("code stands between backticks or fences; a backtick alone is a backtick", () => {
  const codes = (text: string) => textParts(text).flatMap(({ code }) => (code ? [code] : []));
  expect(codes("Run `kubectl get pods`, don`t and can`t, then `two\nlines`")).toEqual([
    { text: "kubectl get pods", isBlock: false },
  ]);
  expect(codes("See:\n```yaml\na: 1\n  b: 2\n```\nand ```x```")).toEqual([
    { text: "a: 1\n  b: 2", isBlock: true },
    { text: "x", isBlock: false },
  ]);
  expect(textParts("`curl https://example.com`").map(({ href }) => href)).toEqual([undefined]);
  expect(codes("```\nnever closed")).toEqual([]);
});

test("the pieces give the text back, however odd its backticks", () => {
  const piece = fc.constantFrom("`", "```", "\n", "a", " ", "https://a.example/b");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      expect(
        textParts(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

test("a hundred thousand backticks cost no time", () => {
  const before = process.cpuUsage();
  for (const unit of ["`", "```\n", "` ", "`\n", "``` x"]) textParts(unit.repeat(100_000));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
});
