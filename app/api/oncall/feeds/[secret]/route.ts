/** A calendar address: whoever has its secret reads shifts, and nothing else. */
import { calendarOf } from "#lib/oncall/calendar/feeds";
import { systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { problem } from "../../../../problem";

type Route = { params: Promise<{ secret: string }> };

export async function GET(_request: Request, { params }: Route): Promise<Response> {
  try {
    const { secret } = await params;
    const text = await calendarOf(systemCtx("on-call"), secret.replace(/\.ics$/, ""));
    if (text === null) throw new AppError("not_found", "There is no such calendar.");
    return new Response(text, {
      headers: { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, max-age=300" },
    });
  } catch (error) {
    return problem(error);
  }
}
