/** A page of the inbox; with `ids`, only those tickets of it. */
import { z } from "zod";
import { InboxFilter } from "#lib/inbox/model";
import { inboxPage } from "#lib/inbox/queries";
import { shares } from "#lib/platform/shares";
import { endpoint } from "../../endpoint";

const ids = z
  .string()
  .regex(/^\d{1,15}(,\d{1,15}){0,199}$/, "Numbers of tickets, joined by commas, at most 200")
  .transform((list) => list.split(",").map(Number));
const cursor = z.string().regex(/^\d{0,15}\.\d{1,15}$/, "Not a cursor of this list");
const Query = InboxFilter.extend({ ids: ids.optional(), cursor: cursor.optional() });

export const GET = endpoint("desk.read", Query, (ctx, { cursor, ...filter }) => {
  const page = () => inboxPage(ctx, filter, cursor ?? null, filter.ids?.length);
  return filter.search ? shares().searches.run(ctx.actor.id, page) : page();
});
