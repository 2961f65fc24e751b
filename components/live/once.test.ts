/** A request that was lost is asked for again as the same one; an answered one, or other words, are a new one. */
import { expect, test } from "vitest";
import { once } from "./once";

test("the same words again after a lost answer are the same request", async () => {
  const ids: string[] = [];
  let isLost = true;
  const send = once("post", async ({ mutationId }: { text: string } & { mutationId: string }) => {
    ids.push(mutationId);
    if (isLost) throw new Error("no answer");
    return { ok: true as const, data: null };
  });
  await expect(send({ text: "one" })).rejects.toThrow();
  await expect(send({ text: "two" })).rejects.toThrow();
  isLost = false;
  await send({ text: "one" });
  await send({ text: "one" });
  expect(ids[2]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(3);
});
