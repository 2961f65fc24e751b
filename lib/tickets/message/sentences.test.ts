/** Sentences of lines of their own read as sentences in one line, in whatever script they are. */
import { expect, test } from "vitest";
import { inOneLine } from "./sentences";

test.each([
  [["Replica lags", "The lag is 90 s"], "Replica lags. The lag is 90 s"],
  [["It stops.", "Why?", "Now"], "It stops. Why? Now"],
  [["Two ways:", "grow it", "or clean it"], "Two ways: grow it. or clean it"],
  [["He said “stop.”", "I did"], "He said “stop.” I did"],
  [["Run `df -h`", "Then look"], "Run `df -h`. Then look"],
  [["卷满了", "请扩容"], "卷满了。 请扩容"],
  [["ดิสก์เต็ม", "ช่วยด้วย"], "ดิสก์เต็ม ช่วยด้วย"],
  [["حجم ممتلئ؟", "متى؟"], "حجم ممتلئ؟ متى؟"],
  [["डिस्क भर गई।", "कब"], "डिस्क भर गई। कब"],
  [["alone"], "alone"],
  [[], ""],
])("%j", (sentences, line) => {
  expect(inOneLine(sentences)).toBe(line);
});
