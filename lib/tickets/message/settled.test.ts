/** What a customer settles himself is asked no more; what was answered stays. */
import { expect, test } from "vitest";
import { withoutSettled } from "./settled";

const said = (...texts: string[]) =>
  texts.map((body, id) =>
    body.startsWith("we: ")
      ? { id, kind: "analyst_reply" as const, data: {}, body }
      : { id, kind: "customer_message" as const, data: {}, body },
  );

test.each([
  [["pg-web refuses connections", "Never mind, it was our VPN."], [1]],
  [["vm-1 hangs", "since noon", "Hat sich erledigt, danke!"], [2]],
  [["vm-1 hangs", "It works again."], [1]],
  [
    ["vm-1 hangs", "we: restarted", "It works again."],
    [0, 1, 2],
  ],
  [
    ["vm-1 hangs", "Thanks!"],
    [0, 1],
  ],
  [
    ["vm-1 hangs", "It works again, but vm-2 hangs now."],
    [0, 1],
  ],
  [
    ["vm-1 hangs", "Never mind, our VPN.", "Now vm-2 hangs."],
    [1, 2],
  ],
])("of %j stand %j", (texts, stand) => {
  expect(withoutSettled(said(...texts)).map(({ id }) => id)).toEqual(stand);
});
