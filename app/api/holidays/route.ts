/** `POST /api/holidays`: the days off an iCalendar file lists, from this year on, before they are kept. */

import { holidaysIn } from "#lib/sla/holidays";
import { HolidayFileInput } from "#lib/sla/model";
import { endpoint } from "../../endpoint";

export const POST = endpoint("policy.manage", HolidayFileInput, async (ctx, { text }) => {
  const year = ctx.now().getUTCFullYear();
  return { dates: holidaysIn(text, `${year}-01-01`, `${year + 2}-12-31`) };
});
