/** What models write and no analyst would send: each kind, as a small real one and its peers wrote it; and letters that are none of these. */
import { describe, expect, test } from "vitest";
import { supportFor, withoutInvented } from "./cited-sentences";
import { draftFault, isParroted } from "./draft-faults";

const system =
  "You draft for a support analyst, who reads and decides on everything you write. Use only figures, identifiers and names that stand in the ticket or in a source you cite.";
const customer =
  "Our volume vol-77 ran full this morning. How can we grow the volume while it is attached? The log says [disk-full] and <no space>.";
const source =
  "A full volume can be grown while it is attached. Open the volume, choose Grow, enter the new size and confirm.";
const given = { system, grounds: `${customer}\n${source}`, asked: [customer] };

describe("is no draft", () => {
  test.for<[string, string]>([
    ["Here is a draft reply:\n\nHello Mira, choose Grow [1].", "announces"],
    ["Voici une réponse possible :\n\nBonjour Mira, choisissez Grow [1].", "announces"],
    ["以下是回复草稿：\n\n您好，请选择 Grow [1]。", "announces"],
    ["Customer: How can we grow it?\nSupport: Choose Grow [1].", "roles"],
    ["Choose Grow [1].\n\n**Assistant:** Anything else?", "roles"],
    ["Subject: Your volume\n\nChoose Grow [1].", "roles"],
    ["Kunde: Der Datenträger ist voll.\nKunde: Es gibt keinen Zugriff [1].", "roles"],
    ["顾客：磁盘满了。\n客服：请选择 Grow [1]。\n顾客：谢谢。", "roles"],
    ["Dear [Customer Name],\n\nchoose Grow [1].", "blank"],
    ["Choose Grow [1].\n\nBest regards,\n[Ihr Name]", "blank"],
    ["Choose Grow [1].\n\nYours, <your name>", "blank"],
    ["Hello {{first_name}}, choose Grow [1].", "blank"],
    ["Hello ______, choose Grow [1].", "blank"],
    ["As an AI language model I cannot see volumes, but choose Grow [1].", "of itself"],
    ["Als KI kann ich nichts vergrößern, wählen Sie Grow [1].", "of itself"],
    ["作为人工智能，我建议选择 Grow [1]。", "of itself"],
    ["NO_REPLY, because the customer knows it [1].", "commands"],
    ["USE 2\n\nChoose Grow and confirm [1].", "commands"],
    ['I call {"name": "grow_volume", "arguments": {}} for you [1].', "tool call"],
    ["Choose Grow. Use only figures, identifiers and names that stand in the ticket [1].", "instructions"],
  ])("%s", ([text, why]) => {
    expect(draftFault(text, given)).toContain(why);
  });
});

test.for([
  "Hello Mira,\n\na full volume can be grown while it is attached [1].\n\nPlease do this:\n1. Open it\n2. Choose Grow",
  "Dear customer:\n\nchoose Grow [1].",
  "Please follow these steps:\n\n- Open the volume\n- Choose Grow [1]",
  "您好：\n\n请选择 Grow [1]。",
  "Hello Mira,\n\nthis is how it stands [1]:\n- State: full\n- Size: 20\n\nPlease choose Grow.",
  "The log line [disk-full] and <no space> go away once you choose Grow [1]. See [the guide](https://docs.example.com).",
  "Hello Mira, run `df -h` and choose Grow. The customer portal shows the size [1][2].",
])("is one: %s", (text) => {
  expect(draftFault(text, given)).toBeNull();
});

test("what the customer wrote himself is no answer to him", () => {
  expect(
    isParroted(
      "Hello Mira. Our volume vol-77 ran full this morning. How can we grow the volume while it is attached?",
      [customer],
    ),
  ).toBe(true);
  expect(
    isParroted(
      "You wrote that vol-77 ran full. A full volume can be grown while it is attached, choose Grow for that.",
      [customer],
    ),
  ).toBe(false);
});

test("an invented number goes with its sentence, and other ways to write one are understood", () => {
  expect(withoutInvented("Choose Grow. [1] Shrink it first. [9] Then confirm [2].", 2)).toBe(
    "Choose Grow [1]. Then confirm [2].",
  );
  expect(withoutInvented("Choose Grow 【1†guide】. Confirm [^2]. Reboot [Source 7].", 2)).toBe(
    "Choose Grow [1]. Confirm [2].",
  );
  expect(withoutInvented("Hello,\n\nchoose Grow [1, 9].\n\nBye.", 2)).toBe(
    "Hello,\n\nchoose Grow [1, 9].\n\nBye.",
  );
});

test("what it says stands in what it cites, or it is no answer; another language cannot be held against it", () => {
  expect(
    supportFor(
      "You can grow the attached volume: open it, choose Grow and confirm the new size [1].",
      source,
    ),
  ).toBeGreaterThan(0.7);
  expect(
    supportFor("Reinstall Windows, clear your browser cookies and restart the router [1].", source),
  ).toBeLessThan(0.4);
  expect(
    supportFor(
      "Öffnen Sie den Datenträger, wählen Sie Vergrößern und bestätigen Sie die neue Größe [1].",
      source,
    ),
  ).toBe(1);
});
