/** What one customer's closed ticket says stays on it: in no record, card, label or prompt of anybody else's. */

import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { indexTickets } from "#lib/knowledge/commands";
import { endpointForEach } from "#lib/models/testing/endpoint-for-each";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { proposals } from "#lib/suggestions/queries";
import { alternativesOf } from "#lib/suggestions/step";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const fake = endpointForEach();

/** One closed ticket's own: of forms that are recognised by themselves, and of one that nobody has heard of. */
const own = {
  mail: "zebulon.quartermaine@contoso.example",
  token: "Zq7-Vv19xK-pLm20aQ",
  key: "vgl_9aJx2mQpL0sT7uVwXyZ1bC3dE5fG7hI9jK1lM3nO5pQ",
  hook: "https://hooks.chat.example/services/T0AAAA/B0BBBB/cCcCdDdDeEeEfFfF",
};
const answer = "A full volume is grown while it is attached: open the volume, choose Grow and confirm.";

/** A closed ticket, as it is once its jobs have run: learned from, and found by searches. */
async function recorded(ctx: Ctx, closed: Parameters<typeof closedTicket>[1]): Promise<number> {
  const ticketId = await closedTicket(ctx, closed);
  await (await testPorts(ctx)).apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [ticketId] });
  return ticketId;
}

async function learnt(ctx: Ctx): Promise<void> {
  const ask = `Our volume is full, how do we grow it? I am ${own.mail}, token ${own.token}, key ${own.key}, hook ${own.hook}.`;
  const reply = `${answer} Your token ${own.token} and the address ${own.mail} are on file.`;
  const turns = (body: string, said: string, name: string) => [
    { body, name },
    { body: said, kind: "analyst_reply" as const },
  ];
  await recorded(ctx, {
    subject: `Volume of ${own.mail} full`,
    turns: turns(ask, reply, "Zebulon"),
  });
  // Said twice it is a reply of its own, with what it holds of that customer.
  await recorded(ctx, { subject: "Volume full", turns: turns(ask, reply, "Zebulon") });
  for (const name of ["Ida", "Tom", "Eva"])
    await closedTicket(ctx, {
      subject: "Volume full",
      turns: turns("Our volume is full, how do we grow it?", answer, name),
    });
}

/** Rows of all tables that hold `text`, apart from the ticket's own and its index. */
async function copies(ctx: Ctx, text: string, customer: string): Promise<string[]> {
  const tables = await ctx.db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('ticket_event', 'ticket', 'ticket_search', 'passage', 'term_frequency', 'customer', 'learned_state', 'training_example')`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await ctx.db.execute<{ row: string }>(
      sql`select row_to_json(t)::text as row from ${sql.identifier(name)} t where row_to_json(t)::text like ${`%${text}%`}`,
    );
    const mine = await ctx.db.execute<{ id: string }>(
      sql`select ticket.id from ticket join customer on customer.id = ticket.customer_id where customer.name = ${customer}`,
    );
    const own = new Set(mine.map(({ id }) => Number(id)));
    found.push(
      ...rows.filter(({ row }) => !own.has(JSON.parse(row).ticket_id)).map(({ row }) => `${name} ${row}`),
    );
  }
  return found;
}

const question = {
  subject: "Volume full",
  body: "Our volume is full, how do we grow it? Please tell us your usual steps.",
};

test("in no record and no card, whatever drafts", async ({ ctx }) => {
  await learnt(ctx);
  for (const endpoint of [null, { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" as const }]) {
    const ports = await testPorts(ctx, { endpoint });
    for (let round = 0; round < 4; round++)
      await runsOn(ctx, await arrives(ctx, { ...question, name: unique("Customer") }), ports);
  }
  for (const [what, text] of Object.entries(own))
    expect(await copies(ctx, text, "Zebulon"), what).toEqual([]);
  expect(fake.requests.length).toBeGreaterThan(0);
  const prompts = JSON.stringify(fake.requests);
  expect(prompts).toContain("choose Grow");
  for (const [what, text] of Object.entries(own))
    expect(prompts.includes(text), `${what} in a prompt`).toBe(false);
});

test("a value is the team's own only when analysts told it to several customers", async ({ ctx }) => {
  const link = "https://status.evil.example/sign-in";
  const subject = unique("Pump broken");
  const body = `The pump reports fault E9, what does ${subject} mean?`;
  const reply = `Fault E9 means that the pump is dry; open the valve. See ${link} for the steps.`;
  const turns = (name: string) => [
    { body, name },
    { body: reply, kind: "analyst_reply" as const },
  ];
  for (let round = 0; round < 3; round++) await recorded(ctx, { subject, turns: turns("Mallory") });
  const shownTo = async (name: string) => {
    const arrival = await arrives(ctx, { subject, body, name });
    await runsOn(ctx, arrival, await testPorts(ctx));
    const { suggestions, withheld } = await proposals(ctx, arrival.ticketId);
    const cited = suggestions.flatMap(({ evidence }) => evidence).filter(({ kind }) => kind === "ticket");
    const said = suggestions.map((one) => [one.text, alternativesOf(one)]);
    return { said: JSON.stringify([said, withheld]), cited };
  };
  expect((await shownTo(unique("Victim"))).said).not.toContain("evil.example");
  await recorded(ctx, { subject, turns: turns("Somebody else") });
  const { said, cited } = await shownTo(unique("Victim"));
  expect(said).toContain(link);
  // The words of the sources are read where they stand.
  expect(cited.map(({ title, excerpt }) => [title, excerpt.includes("the pump is dry")])).toContainEqual([
    subject,
    true,
  ]);
  const [kept] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from suggestion where evidence::text like '%the pump is dry%'`,
  );
  expect(kept?.n).toBe(0);
});
