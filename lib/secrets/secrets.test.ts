/** A named secret from its entry to its revocation: used by name where it may go, seen by nobody, and audited. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { namedSecret } from "#db/schema/secrets";
import { setting } from "#db/schema/settings";
import { createConnector } from "#lib/connectors/commands";
import { connectors, credentialsById } from "#lib/connectors/queries";
import { receive } from "#lib/connectors/receive";
import { tryModel } from "#lib/models/try-model";
import { proofMinutes } from "#lib/platform/rules";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { removeModelEndpoint, saveModelEndpoint } from "#lib/settings/commands";
import { endpointView, modelEndpoint } from "#lib/settings/queries";
import { person } from "#lib/suggestions/testing/fixtures";
import { addTool, changeTool } from "#lib/tools/commands";
import { diagnosticTools } from "#lib/tools/queries";
import { tryTool } from "#lib/tools/trial";
import "#lib/code-tools";
import { createSecret, revokeSecret, rotateNamedSecret } from "./commands";
import { secretReference } from "./model";
import { namedSecrets, secretNames } from "./queries";

let server: ReturnType<typeof createServer>;
let url = "";
let seen: (string | undefined)[] = [];
beforeEach(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  seen = [];
  server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    request.resume().once("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const host = () => new URL(url).host;
const name = () =>
  unique("token")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");

/** A tool that is asked with this token. */
const tool = (bearer: string | null, at = url) => ({
  name: unique("look")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_"),
  description: "Looks.",
  arguments: [],
  url: at,
  timeLimit: 5,
  bearer,
});

test("entered once, used by name, rotated for all that use it, and gone when it is revoked", async ({
  ctx,
  db,
}) => {
  const admin = await person(ctx, "admin");
  const secret = name();
  await createSecret(admin, { name: secret, value: "first-value", hosts: [host()] });
  const asked = tool(secretReference(secret));
  const other = tool(secretReference(secret));
  await addTool(admin, asked);
  await addTool(admin, other);
  await tryTool(admin, { name: asked.name, arguments: {} });
  await rotateNamedSecret(admin, { name: secret, value: "second-value" });
  await tryTool(admin, { name: asked.name, arguments: {} });
  await tryTool(admin, { name: other.name, arguments: {} });
  expect(seen).toEqual(["Bearer first-value", "Bearer second-value", "Bearer second-value"]);
  expect(await secretNames(admin)).toContain(secret);
  const [shown] = (await namedSecrets(admin)).filter((one) => one.name === secret);
  expect(shown).toMatchObject({
    hosts: [host()],
    lastUsedBy: `tool ${asked.name}`,
    rotatedAt: expect.any(Date),
  });
  expect((await diagnosticTools(admin)).find((one) => one.name === asked.name)).toMatchObject({
    hasBearer: true,
    bearerSecret: secret,
  });
  await revokeSecret(admin, { name: secret });
  await expect(tryTool(admin, { name: asked.name, arguments: {} })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("revoked"),
  });
  expect(seen).toHaveLength(3);
  await expect(rotateNamedSecret(admin, { name: secret, value: "third-value" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await secretNames(admin)).not.toContain(secret);
  // No value stands anywhere: not in the rows, not in what is shown, not in the audit.
  const rows = (await db.select().from(audit)).filter(({ entityId }) => entityId === secret);
  expect(rows.map(({ action }) => action)).toEqual(["secret.create", "secret.rotate", "secret.revoke"]);
  const everything = JSON.stringify([
    rows,
    await db.select().from(namedSecret),
    await namedSecrets(admin),
    await diagnosticTools(admin),
  ]);
  for (const value of ["first-value", "second-value"]) expect(everything).not.toContain(value);
});

test("it goes to the hosts it was entered for and nowhere else, whoever asks", async ({ ctx }) => {
  const admin = await person(ctx, "admin");
  const secret = name();
  await createSecret(admin, { name: secret, value: "a-value", hosts: ["tools.example.com"] });
  await expect(addTool(admin, tool(secretReference(secret)))).rejects.toMatchObject({
    code: "unprocessable",
    details: { fields: [{ field: "bearer" }] },
  });
  const allowed = tool(secretReference(secret), "https://tools.example.com/look");
  await addTool(admin, allowed);
  // Pointed elsewhere the tool loses it, and cannot be given it again.
  await changeTool(admin, { ...allowed, url, bearer: undefined });
  await tryTool(admin, { name: allowed.name, arguments: {} });
  expect(seen).toEqual([undefined]);
  await expect(changeTool(admin, { ...allowed, url })).rejects.toMatchObject({ code: "unprocessable" });
  await expect(addTool(admin, tool(secretReference("nobody-has-it")))).rejects.toMatchObject({
    code: "unprocessable",
  });
});

test("only administrators manage secrets, and only shortly after proving who they are", async ({ db }) => {
  const input = { name: name(), value: "a-value", hosts: ["tools.example.com"] };
  await expect(createSecret(ctxAs(db, "lead"), input)).rejects.toMatchObject({ code: "forbidden" });
  const admin = ctxAs(db, "admin");
  const stale = new Date(Date.now() - (proofMinutes + 1) * 60_000);
  if (admin.actor.kind !== "user") throw new Error("no person");
  const unproven = { ...admin, actor: { ...admin.actor, provenAt: stale } };
  await expect(createSecret(unproven, input)).rejects.toMatchObject({ code: "unproven" });
});

test("connectors share one by name: rotated in one place, the old one recognised for an hour, none once it is revoked", async ({
  ctx,
}) => {
  const admin = await person(ctx, "admin");
  const secret = name();
  await createSecret(admin, { name: secret, value: "first-value-of-16", hosts: [] });
  const made = await Promise.all(
    ["one", "other"].map((id) =>
      createConnector(admin, {
        id: `${secret}-${id}`.slice(-40).replace(/^-/, ""),
        kind: "alertmanager",
        name: id,
        secret: secretReference(secret),
      }),
    ),
  );
  // What is used by name is told to nobody.
  expect(made.map((one) => one.secret)).toEqual(["", ""]);
  const valuesAt = async (now: Date) =>
    Promise.all(made.map(async ({ id }) => (await credentialsById({ ...ctx, now: () => now }, id))?.secrets));
  await rotateNamedSecret(admin, { name: secret, value: "second-value-of-16" });
  const both = ["second-value-of-16", "first-value-of-16"];
  expect(await valuesAt(new Date())).toEqual([both, both]);
  expect(await valuesAt(new Date(Date.now() + 61 * 60_000))).toEqual([both.slice(0, 1), both.slice(0, 1)]);
  const listed = (await connectors(admin)).filter(({ id }) => made.some((one) => one.id === id));
  expect(listed.map(({ secretName }) => secretName)).toEqual([secret, secret]);
  await revokeSecret(admin, { name: secret });
  expect(await valuesAt(new Date())).toEqual([[], []]);
  const [first] = made;
  const request = {
    headers: new Headers({ authorization: "Bearer first-value-of-16" }),
    body: Buffer.from("{}"),
  };
  await expect(receive(ctx, first?.id ?? "", request)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("what is sent to another system signs nothing here, and what signs here is sent nowhere", async ({
  ctx,
}) => {
  const admin = await person(ctx, "admin");
  const [sent, signs] = [name(), `${name()}-s`];
  await createSecret(admin, { name: sent, value: "a-value", hosts: [host()] });
  await createSecret(admin, { name: signs, value: "a-value", hosts: [] });
  const way = { id: sent.slice(-40).replace(/^-/, ""), kind: "grafana" as const, name: "Way in" };
  await expect(createConnector(admin, { ...way, secret: secretReference(sent) })).rejects.toMatchObject({
    code: "unprocessable",
    details: { fields: [{ field: "secret" }] },
  });
  await expect(addTool(admin, tool(secretReference(signs)))).rejects.toMatchObject({ code: "unprocessable" });
  expect(await secretNames(admin)).not.toContain(signs);
  expect(await secretNames(admin, "signs")).not.toContain(sent);
});

test("the model's key is one of them: kept under its own name, rotated, and the model is not asked once it is revoked", async ({
  ctx,
  db,
}) => {
  const admin = await person(ctx, "admin");
  const endpoint = { baseUrl: `${url}v1`, model: "small", api: "chat" as const };
  await saveModelEndpoint(admin, { ...endpoint, apiKey: "sk-first" });
  const { keySecret } = (await endpointView(admin)) ?? {};
  expect(keySecret).toMatch(/^model/);
  expect(await secretNames(admin)).not.toContain(keySecret);
  await rotateNamedSecret(admin, { name: keySecret ?? "", value: "sk-second" });
  expect(await modelEndpoint(ctx)).toMatchObject({ apiKey: "sk-second" });
  await expect(
    saveModelEndpoint(admin, {
      ...endpoint,
      baseUrl: "https://elsewhere.test/v1",
      apiKey: secretReference(keySecret ?? ""),
    }),
  ).rejects.toMatchObject({ code: "unprocessable", details: { fields: [{ field: "apiKey" }] } });
  await revokeSecret(admin, { name: keySecret ?? "" });
  seen = [];
  const { isWorking, sentence } = await tryModel(admin);
  expect({ isWorking, sentence }).toEqual({
    isWorking: false,
    sentence: `The model small cannot be asked (The secret ${keySecret} was revoked).`,
  });
  expect(seen).toEqual([]);
  const everything = JSON.stringify([
    await db.select().from(audit),
    await db.select().from(setting),
    await db.select().from(namedSecret),
  ]);
  for (const value of ["sk-first", "sk-second"]) expect(everything).not.toContain(value);
  await removeModelEndpoint(admin, {});
});
