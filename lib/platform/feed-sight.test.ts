/** Who sees nothing of what goes on still hears that the stream is alive, at a pace that tells nothing of what is hidden. */
import { expect, vi } from "vitest";
import { person } from "#lib/suggestions/testing/fixtures";
import { restrictedCase } from "#lib/team/testing/restricted-case";
import { type FeedMessage, heartbeatMs } from "./feed";
import { seenBy } from "./feed-sight";
import { seeingAsAllowed } from "./sight";
import { test } from "./testing/database";

test("a stream of hidden changes alone is a heartbeat now and then", async ({ ctx }) => {
  const { ticketId } = await restrictedCase(ctx);
  const outsider = await seeingAsAllowed(await person(ctx, "analyst"));
  let clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  async function* feed(): AsyncGenerator<FeedMessage[]> {
    for (let n = 0; n < 20; n++) {
      clock += heartbeatMs / 4;
      yield [
        { kind: "change", change: { cursor: `1.${n}`, topic: "ticket", ticketId, data: {}, at: new Date() } },
      ];
    }
  }
  const heard: FeedMessage[] = [];
  for await (const messages of seenBy(outsider, feed())) heard.push(...messages);
  expect(heard).toEqual(Array.from({ length: 5 }, () => ({ kind: "heartbeat" })));
});
