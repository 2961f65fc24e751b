/** A calendar address: whoever has its secret reads shifts, and nothing else. */
import { calendarOf } from "#lib/oncall/calendar/feeds";
import { systemCtx } from "#lib/platform/context";

type Route = { params: Promise<{ secret: string }> };

export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const { secret } = await params;
  const text = await calendarOf(systemCtx("on-call"), secret.replace(/\.ics$/, ""));
  if (text === null) return new Response("There is no such calendar.", { status: 404 });
  return new Response(text, {
    headers: { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, max-age=300" },
  });
}
