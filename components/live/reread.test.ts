/** A change is never lost to a read that was answered before it. */
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { reread } from "./reread";

const queryKey = ["ticket", 7];

/** A server whose reads are answered when told to, each with what stood when it was asked. */
function server() {
  let stands = "before";
  const answers: (() => void)[] = [];
  const queryFn = () => {
    const read = stands;
    return new Promise<string>((resolve) => answers.push(() => resolve(read)));
  };
  return { queryFn, answers, change: () => (stands = "after") };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test.for([
  { what: "what changed", under: queryKey },
  { what: "everything, as after a stream that began anew", under: [] },
])("a first read that was under way is followed by one more: $what", async ({ under }) => {
  const { queryFn, answers, change } = server();
  const client = new QueryClient();
  const observer = new QueryObserver(client, { queryKey, queryFn, staleTime: 60_000 });
  const leave = observer.subscribe(() => {});
  change();
  void reread(client, under);
  answers[0]?.();
  await settled();
  answers[1]?.();
  await settled();
  expect(observer.getCurrentResult().data).toBe("after");
  expect(answers).toHaveLength(2);
  leave();
});

test("what was read ahead while it changed is read again by whoever opens it", async () => {
  const { queryFn, answers, change } = server();
  const client = new QueryClient();
  void client.prefetchQuery({ queryKey, queryFn, staleTime: 60_000 });
  change();
  void reread(client, queryKey);
  answers[0]?.();
  await settled();
  expect(client.getQueryState(queryKey)).toMatchObject({ data: "before", isInvalidated: true });
});

test("a read of what is shown already begins anew, and no other follows", async () => {
  const { queryFn, answers, change } = server();
  const client = new QueryClient();
  const observer = new QueryObserver(client, { queryKey, queryFn, staleTime: 60_000 });
  const leave = observer.subscribe(() => {});
  answers[0]?.();
  await settled();
  change();
  await Promise.all([reread(client, queryKey), settled().then(() => answers[1]?.())]);
  await settled();
  expect(observer.getCurrentResult().data).toBe("after");
  expect(answers).toHaveLength(2);
  leave();
});
