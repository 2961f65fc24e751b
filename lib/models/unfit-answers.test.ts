/** Answers that are of no use: cut off as soon as it is clear, and told in words. */
import { describe, expect, test } from "vitest";
import { readFailure } from "./model-failure";
import { endpointForEach } from "./testing/endpoint-for-each";
import { askFor, events, said, stop } from "./testing/stream";

const fake = endpointForEach();

const put = askFor(fake.server);

describe("what comes to nothing", () => {
  test.for<[string, string, string]>([
    [
      "half a sentence",
      events(said({ content: "All is" }), said({}, "length"), "[DONE]"),
      "stopped in the middle of its answer",
    ],
    ["a filter", events(said({ content: "" }), said({}, "content_filter"), "[DONE]"), "declined to answer"],
    [
      "the same over and over",
      events(
        ...Array.from({ length: 400 }, () => said({ content: "Please restart the node. " })),
        stop,
        "[DONE]",
      ),
      "went round in circles",
    ],
    [
      "the same with another number each time",
      events(
        ...Array.from({ length: 400 }, (_, at) => said({ content: `Step ${at}: check the log again. ` })),
        stop,
        "[DONE]",
      ),
      "went round in circles",
    ],
    [
      "an error within the stream",
      events(said({ content: "All" }), { error: { message: "CUDA out of memory", code: 500 } }),
      "",
    ],
    [
      "an error within the stream, as older servers have it",
      events({ object: "error", message: "boom", code: 50001 }),
      "",
    ],
    [
      "an error within the stream that is only words",
      events({ error: "llama runner process has terminated" }),
      "",
    ],
  ])("%s", async ([, body, what]) => {
    fake.script({ kind: "raw", body });
    const failure = readFailure(await put().catch((error: unknown) => error));
    expect(failure.what).toContain(what);
    if (what) expect(failure).toMatchObject({ isUnfit: true, isPassing: false });
  });

  test("without end is cut off early", async () => {
    const pieces = Array.from({ length: 50_000 }, () => said({ content: "and so on and on " }));
    const shown: string[] = [];
    fake.script({ kind: "raw", body: events(...pieces) });
    await put((text) => shown.push(text)).catch(() => {});
    expect(shown.at(-1)?.length).toBeLessThan(1_000);
  });

  test("a connection that dies in the middle", async () => {
    fake.script({ kind: "raw", body: events(said({ content: "All is" })), isCut: true });
    expect(readFailure(await put().catch((error: unknown) => error))).toMatchObject({ isPassing: true });
  });
});
