/** Thanks end a conversation; thanks with a question in them do not. */
import { expect, test } from "vitest";
import { isClosing } from "./closing";

test.each([
  "Thanks, all fine now.",
  "Thank you!",
  "Perfect, that works now. Thanks a lot for the quick help, have a nice day.",
  "It works again, no problem any more. Cheers",
  "Great, that’s all. You can close this.",
  "Vielen Dank, alles gut!",
  "Merci, ça marche.",
  "谢谢，已经好了",
  "Never mind, solved!",
  "No, nothing else. Thank you.",
])("“%s” ends it", (text) => expect(isClosing(text)).toBe(true));

test.each([
  "Thanks, but it still does not work.",
  "Thanks. How long will it take?",
  "Thank you. Could you also raise the quota in fra-1",
  "Danke, aber es geht noch nicht.",
  "All good, except for vol-77.",
  "The volume is full.",
  "",
  `Thanks. ${"The log says that the disk of the node ran full at noon and the pods were evicted. ".repeat(3)}`,
  "谢谢，但是还是不行",
])("“%s” does not", (text) => expect(isClosing(text)).toBe(false));
