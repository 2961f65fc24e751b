/** What the docs and the connectors page tell people to paste does what they say. */
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect } from "vitest";
import { freshConnector, kept } from "#lib/connectors/testing/webhook-requests";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { ticketById } from "#lib/tickets/queries";
import { recipeFor } from "../../../../components/settings/connector-recipe";
import { POST } from "./route";

const pages = ["docs/webhook.md", "docs/alert-connectors.md"]
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const missing = ["sh", "openssl", "curl", "od"].filter((tool) => spawnSync(tool, ["--version"]).error);

test("the curl example works as pasted", { timeout: 900_000 }, async ({ db, skip }) => {
  if (missing.length > 0)
    process.stderr.write(`SKIPPED: ${missing.join(", ")} not found, the example was not run\n`);
  skip(missing.length > 0, `${missing.join(", ")} not found`);
  const connector = await freshConnector(db, "webhook");
  const { origin, close } = await serve();
  try {
    const values = { VIGIL: origin, CONNECTOR: connector.id, SECRET: `'${connector.secret}'` };
    const script = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(new RegExp(`^${name}=.*$`, "m"), `${name}=${value}`),
      example("sh"),
    );
    const { stdout } = await promisify(execFile)("sh", ["-c", script]);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ duplicate: false, events: [{ duplicate: false }] });
    const ticket = await ticketById(systemCtx("test", db), answer.events[0].ticketId);
    expect(ticket).toMatchObject({ externalId: "4711", subject: "Volume stuck in attaching" });
    expect(await kept(db, connector.id)).toEqual({ tickets: 1, events: 1, customers: 1 });
  } finally {
    close();
  }
});

test("the page of the connectors gives out the same examples", () => {
  const origin = "http://localhost:3000";
  const webhook = recipeFor({ kind: "webhook", origin, id: "my-desk", secret: "whsec_PASTE_YOURS" });
  const receiver = recipeFor({ kind: "alertmanager", origin, id: "my-alerts", secret: "PASTE_YOURS" });
  expect([example("sh"), example("yaml")]).toEqual([webhook, receiver]);
});

function example(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "s").exec(pages) ?? [];
  if (text === undefined) throw new Error(`The docs have no ${language} example.`);
  return text;
}

/** The handler behind a server of its own, on a free port of this machine only. */
async function serve(): Promise<{ origin: string; close: () => void }> {
  const server = createServer(async (incoming, outgoing) => {
    const connector = incoming.url?.split("/").at(-1) ?? "";
    const request = new Request(`http://vigil.test${incoming.url}`, {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: new Uint8Array(await buffer(incoming)),
    });
    const response = await POST(request, { params: Promise.resolve({ connector }) });
    outgoing.writeHead(response.status).end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
