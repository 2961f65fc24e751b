/** An added diagnostic from its making to a result on a ticket, against a server that answers, and one that fails in every way. */
import type { ServerResponse } from "node:http";
import { asc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { describe, expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { diagnosticTool } from "#db/schema/tools";
import type { ReceiverReply } from "#lib/connectors/testing/receiver";
import { receiverForEach } from "#lib/connectors/testing/receiver-for-each";
import { runTool } from "#lib/investigation/run-tool";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { timeline } from "#lib/tickets/queries";
import { requestToolCall } from "#lib/tickets/tool-calls/commands";
import { addTool, changeTool, renewToolSecret, switchTool } from "./commands";
import { installedTools } from "./installed";
import type { AddToolInput, ToolArgument } from "./model";
import { diagnosticTools } from "./queries";
import { tryTool } from "./trial";

const receiver = receiverForEach();

const volume: ToolArgument = {
  name: "volume",
  description: "Its id.",
  type: "text",
  isRequired: true,
  choices: [],
};

function definition(more: Partial<AddToolInput> = {}): AddToolInput {
  const name = unique("disk");
  const url = receiver.url;
  return { name, description: "Size of a volume.", arguments: [volume], url, timeLimit: 2, ...more };
}

const says =
  (body: string | Buffer, status = 200): ReceiverReply =>
  (to: ServerResponse) =>
    to.writeHead(status, { "content-type": "application/json" }).end(body);

/** Has the worker run a call of the tool; what stands on the ticket then. */
async function runs(ctx: Ctx, tool: string, given: Record<string, unknown> = { volume: "vol-77" }) {
  const { ticketId } = await ticketWithMessage(ctx);
  const { eventId } = await requestToolCall(ctx, { ticketId, tool, arguments: given });
  const tools = installedTools();
  await tools.refresh(systemCtx("settings", ctx.db));
  await runTool(systemCtx("diagnostics", ctx.db), { ticketId, eventId }, tools);
  const last = (await timeline(ctx, ticketId)).at(-1);
  return { ticketId, result: last?.kind === "tool_result" ? last.data.result : undefined };
}

test("a call is a signed request, its answer the result on the ticket", async ({ ctx }) => {
  const { name, secret } = await addTool(ctx, definition({ bearer: "open-sesame" }));
  receiver.answerNext(says('{"size_gb": 200}'));
  const { ticketId, result } = await runs(ctx, name);
  expect(result).toEqual({ size_gb: 200 });
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.arrived;
  const sent = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(sent).toEqual({ tool: name, arguments: { volume: "vol-77" }, ticket: { id: ticketId } });
  expect(headers.authorization).toBe("Bearer open-sesame");
});

describe("a result says what went wrong", () => {
  test.for<[string, ReceiverReply, RegExp]>([
    ["a refusal", 401, /answered 401/],
    ["a fault", 500, /answered 500/],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, /follows no redirects/],
    ["no JSON", says("<html>"), /cannot be used; body: is not JSON/],
    ["a list", says("[1]"), /is not a JSON object/],
    ["nothing", 204, /is not JSON/],
    ["no UTF-8", says(Buffer.from([0x7b, 0xff, 0x7d])), /is not JSON/],
    ["too much", says(`{"a": "${"x".repeat(70_000)}"}`), /longer than 64 kB/],
    ["a cut connection", (to) => to.socket?.destroy(), /could not be reached/],
    ["silence", () => {}, /did not answer within 1 s/],
    [
      "half an answer",
      (to) => {
        to.writeHead(200, { "content-length": 100 });
        to.write("{", () => to.socket?.destroy());
      },
      /could not be reached/,
    ],
    ["a slow answer", (to) => void to.writeHead(200).write("{"), /did not answer within 1 s/],
  ])("%s", async ([, answer, words], { ctx }) => {
    const { name } = await addTool(ctx, definition({ timeLimit: 1 }));
    receiver.answerNext(answer);
    const { result } = await runs(ctx, name);
    expect(result).toEqual({ error: expect.stringMatching(words) });
  });

  test("an inner address that is not allowed, and arguments it does not take", async ({ ctx }) => {
    vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "");
    const { name } = await addTool(ctx, definition());
    expect((await runs(ctx, name)).result).toEqual({ error: expect.stringContaining("private network") });
    expect((await runs(ctx, name, { volume: ["vol-77"] })).result).toEqual({
      error: expect.stringContaining("volume"),
    });
    expect(receiver.arrived).toEqual([]);
  });
});

test("arguments are checked as they were declared", async ({ ctx }) => {
  const kind = { ...volume, name: "kind", choices: ["disk", "snapshot"] };
  const count = { ...volume, name: "count", type: "number" as const, isRequired: false };
  const { name } = await addTool(ctx, definition({ arguments: [kind, count] }));
  const tools = installedTools();
  await tools.refresh(ctx);
  const fits = (given: Record<string, unknown>) => tools.check({ tool: name, arguments: given }).ok;
  expect([{ kind: "disk" }, { kind: "snapshot", count: 2 }].map(fits)).toEqual([true, true]);
  expect([{}, { kind: "tape" }, { kind: "disk", count: "two" }].map(fits)).toEqual([false, false, false]);
});

test("a change is in force after a refresh; what did not change stays the same tool", async ({ ctx }) => {
  const { name } = await addTool(ctx, definition());
  const tools = installedTools();
  await tools.refresh(ctx);
  const before = tools.named(name);
  await tools.refresh(ctx);
  expect(tools.named(name)).toBe(before);
  await changeTool(ctx, { ...definition({ name }), description: "Another." });
  await tools.refresh(ctx);
  expect(tools.named(name).description).toBe("Another.");
  await switchTool(ctx, { name, isEnabled: false });
  await tools.refresh(ctx);
  expect(tools.all.map((one) => one.name)).not.toContain(name);
  expect(tools.check({ tool: name, arguments: {} })).toMatchObject({ ok: true, request: { byHand: true } });
});

test("a name is one tool's, also against those of the code", async ({ ctx }) => {
  const { name } = await addTool(ctx, definition());
  const taken = { code: "conflict", details: { fields: [{ field: "name" }] } };
  await expect(addTool(ctx, definition({ name }))).rejects.toMatchObject(taken);
  vi.stubEnv("VIGIL_DEMO", "1");
  await expect(addTool(ctx, definition({ name: "check_path" }))).rejects.toMatchObject(taken);
});

test.for<[string, Partial<AddToolInput>]>([
  ["name", { name: "Disk usage" }],
  ["description", { description: " " }],
  ["url", { url: "file:///etc/passwd" }],
  ["timeLimit", { timeLimit: 600 }],
  ["bearer", { bearer: "two\nlines" }],
  ["arguments", { arguments: [volume, volume] }],
  ["arguments.0.choices", { arguments: [{ ...volume, type: "number", choices: ["1"] }] }],
  ["arguments.0.name", { arguments: [{ ...volume, name: "__proto__" }] }],
])("%s is refused where it is wrong", async ([field, more], { ctx }) => {
  await expect(addTool(ctx, definition(more))).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [expect.objectContaining({ field })] },
  });
});

test("secrets are sealed, shown once, and stay with their server", async ({ ctx, db }) => {
  const { name, secret } = await addTool(ctx, definition({ bearer: "open-sesame" }));
  const [row] = await db.select().from(diagnosticTool).where(eq(diagnosticTool.name, name));
  const [shown] = (await diagnosticTools(ctx)).filter((one) => one.name === name);
  const entries = await db.select().from(audit).where(eq(audit.entityId, name));
  for (const text of [JSON.stringify(row), JSON.stringify(shown), JSON.stringify(entries)])
    expect([text.includes(secret), text.includes("sesame")]).toEqual([false, false]);
  expect(shown).toMatchObject({ hasBearer: true, enabled: true });
  const bearerOf = async () => (await diagnosticTools(ctx)).find((one) => one.name === name)?.hasBearer;
  await changeTool(ctx, { ...definition({ name }), timeLimit: 9 });
  expect(await bearerOf()).toBe(true);
  await changeTool(ctx, definition({ name, url: "https://elsewhere.example/" }));
  expect(await bearerOf()).toBe(false);
  expect((await renewToolSecret(ctx, { name })).secret).not.toBe(secret);
});

test("a trial shows the answer or the reason, keeps nothing of it, and is audited", async ({ ctx, db }) => {
  const { name } = await addTool(ctx, definition());
  receiver.answerNext(says('{"size_gb": 200}'), 503);
  const trial = { name, arguments: { volume: "vol-1" } };
  expect(await tryTool(ctx, trial)).toMatchObject({ isAnswered: true, result: { size_gb: 200 } });
  expect(JSON.parse(receiver.arrived[0]?.body ?? "")).toMatchObject({ ticket: null });
  expect(await tryTool(ctx, trial)).toMatchObject({
    isAnswered: false,
    reason: expect.stringMatching(/503/),
  });
  await expect(tryTool(ctx, { name, arguments: {} })).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [expect.objectContaining({ field: "volume" })] },
  });
  await expect(tryTool(ctxAs(db, "lead"), trial)).rejects.toMatchObject({ code: "forbidden" });
  const entries = await db.select().from(audit).where(eq(audit.entityId, name)).orderBy(asc(audit.id));
  expect(entries.map(({ action }) => action)).toEqual(["tool.add", "tool.test", "tool.test"]);
  expect(JSON.stringify(entries)).not.toContain("200}");
});
