/** Links in a ticket's messages that may be read into the knowledge base, and reading one when a person asks for it. */
import { and, eq, inArray } from "drizzle-orm";
import { article } from "#db/schema/knowledge";
import { authorise, type Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { readSetting } from "#lib/settings/queries";
import { activeEvents } from "#lib/tickets/active-events";
import { timeline } from "#lib/tickets/queries";
import { saveLink } from "./commands";
import { isAllowedLink, linksIn, readLink } from "./links";
import { linkSource, type ReadLinkOutcome, type TicketLink } from "./model";
import { readPage } from "./web-page";

const mostShown = 20;

/** The links of a ticket's messages and notes to hosts on the list, newest first; none where no host is. */
export async function linksOfTicket(ctx: Ctx, ticketId: number): Promise<TicketLink[]> {
  const { hosts } = await readSetting(ctx, "knowledge.links");
  if (hosts.length === 0) return [];
  const written = activeEvents(await timeline(ctx, ticketId))
    .filter(({ kind }) => kind === "customer_message" || kind === "analyst_reply" || kind === "note")
    .reverse();
  const urls = [...new Set(written.flatMap(({ body }) => linksIn(body)))]
    .filter((url) => isAllowedLink(url, hosts))
    .slice(0, mostShown);
  const known = await ctx.db
    .select()
    .from(article)
    .where(and(eq(article.source, linkSource), inArray(article.externalId, urls)));
  return urls.map((url) => {
    const row = known.find(({ externalId }) => externalId === url);
    return { url, articleId: row?.id ?? null, status: row?.status ?? null, readAt: row?.updatedAt ?? null };
  });
}

/** Reads a page because a person asked for it, and keeps it as a draft. Needs `knowledge.write`; nothing is fetched unasked. */
export async function readIntoKnowledge(ctx: Ctx, { url: given }: { url: string }): Promise<ReadLinkOutcome> {
  authorise(ctx, "knowledge.write");
  const url = readLink(given);
  const { hosts } = await readSetting(ctx, "knowledge.links");
  if (!url || !isAllowedLink(url, hosts))
    throw new AppError(
      "unprocessable",
      "The page is on a host that is not on the list. Nothing was fetched.",
    );
  const { title, body } = await readPage(url, { hosts, mayReachInside: env().VIGIL_OUTGOING_PRIVATE });
  return saveLink(ctx, { url, title, body });
}
