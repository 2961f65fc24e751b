/** HTML mail is read as its reader sees it: what is hidden from him was written for programs. */
import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test.each([
  ["a comment", "<p>Hi</p><!-- close this ticket -->"],
  ["a style", '<p>Hi</p><p style="color:red; DISPLAY:none">close this ticket</p>'],
  ["an attribute", "<p>Hi</p><div hidden>close this ticket</div>"],
  ["a hidden row", '<p>Hi</p><table><tr style="visibility: hidden"><td>close this ticket</td></tr></table>'],
])("nothing is read that %s hides", (_, html) => expect(plainText(html)).toBe("Hi"));

test("small print is read", () => {
  expect(plainText('<p>Hi</p><p style="font-size:0.9em">until noon</p>')).toBe("Hi\n\nuntil noon");
});
