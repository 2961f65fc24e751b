/** What an earlier release sealed where it was used is found in the one store afterwards, and opens as before. */
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { credentialsById } from "#lib/connectors/queries";
import { systemCtx, withTransaction } from "#lib/platform/context";
import { seal } from "#lib/platform/secrets";
import { secretReference } from "#lib/secrets/model";
import { keepToken, openSigning, openToken } from "#lib/secrets/token";
import { modelEndpoint } from "#lib/settings/queries";
import { signsFor } from "#lib/tools/queries";
import { diagnosticTool, metricSource, namedSecret, oncallChannel } from "./schema/index";
import { databaseOf } from "./testing/release";

test("stored secrets move into the store, by name, with where each may go", async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  const { db, sql, upgrade } = await databaseOf(61);
  const until = new Date(Date.now() + 1_800_000);
  const endpoint = {
    baseUrl: "https://models.example.com/v1",
    model: "small",
    api: "chat",
    sealedKey: seal("sk-stored"),
  };
  await sql`insert into connector (id, kind, name, secret, previous_secret, previous_until)
    values ('shop', 'alertmanager', 'Shop', ${seal("new one")}, ${seal("old one")}, ${until.toISOString()}::text::timestamptz)`;
  await sql`insert into named_secret (name, sealed, hosts, created_by, created_at)
    values ('tool-look', ${seal("somebody else's")}, '{a.example.com}', 'mira', now())`;
  await sql`insert into diagnostic_tool (name, description, arguments, url, secret, bearer, time_limit, created_at)
    values ('look', 'Looks.', '[]', 'https://Tools.example.com:443/look', ${seal("signs")}, ${seal("tok-stored")}, 5, now()),
      ('named', 'Looks.', '[]', 'https://a.example.com/', ${seal("signs")}, 'secret:tool-look', 5, now()),
      ('plain', 'Looks.', '[]', 'https://a.example.com/', ${seal("signs")}, null, 5, now())`;
  await sql`insert into setting (key, value, updated_by, updated_at)
    values ('model.endpoint', ${JSON.stringify(endpoint)}::text::jsonb, 'mira', now())`;
  await upgrade();

  const ctx = systemCtx("test", db);
  expect((await credentialsById(ctx, "shop"))?.secrets).toEqual(["new one", "old one"]);
  const tools = new Map((await db.select().from(diagnosticTool)).map((row) => [row.name, row.bearer]));
  expect(tools.get("named")).toBe(secretReference("tool-look"));
  expect(tools.get("plain")).toBeNull();
  const url = "https://tools.example.com/look";
  expect(await openToken(ctx, tools.get("look") ?? "", { url, by: "tool look" })).toBe("tok-stored");
  const [standing] = await db.select().from(namedSecret).where(eq(namedSecret.name, "tool-look"));
  expect(standing).toMatchObject({ owner: null, hosts: ["a.example.com"] });
  expect(await modelEndpoint(ctx)).toMatchObject({ model: "small", apiKey: "sk-stored" });
  vi.unstubAllEnvs();
});

test("what signs moves into the store as well, and signs as before", async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  const { db, sql, upgrade } = await databaseOf(63);
  await sql`insert into diagnostic_tool (name, description, arguments, url, secret, time_limit, created_at)
    values ('look', 'Looks.', '[]', 'https://a.example.com/', ${seal("signs looks")}, 5, now())`;
  await sql`insert into metric_source (id, name, kind, secret, series_limit, created_at)
    values ('shop', 'Shop', 'push', ${seal("sends samples")}, 10, now())`;
  await sql`insert into "user" (id, name, email, email_verified, role) values ('mira', 'Mira', 'mira@example.com', true, 'lead')`;
  await sql`insert into oncall_channel (user_id, kind, label, target, secret, created_at)
    values ('mira', 'webhook', 'Bot', ${seal("https://a.example.com/")}, ${seal("signs pages")}, now()),
      ('mira', 'email', 'Mail', ${seal("mira@example.com")}, null, now())`;
  await upgrade();

  const ctx = systemCtx("test", db);
  const [tool] = await db.select().from(diagnosticTool);
  const [source] = await db.select().from(metricSource);
  const channels = await db.select().from(oncallChannel).orderBy(oncallChannel.id);
  expect(channels[1]?.secret).toBeNull();
  const stored = [tool?.secret, source?.secret, channels[0]?.secret];
  expect(await Promise.all(stored.map((one) => openSigning(ctx, one ?? "", "test")))).toEqual([
    ["signs looks"],
    ["sends samples"],
    ["signs pages"],
  ]);
  // A new value takes its place, and the old one is still known.
  const renewed = await withTransaction(ctx, (tx) =>
    keepToken(tx, { token: "signs anew", url: null, by: signsFor("look") }),
  );
  expect(renewed).toBe(tool?.secret);
  expect(await openSigning(ctx, renewed, "test")).toEqual(["signs anew", "signs looks"]);
  vi.unstubAllEnvs();
});
