/** The demo's own automation, which its sample actions ask: `POST /api/demo/automation`; there only in the demo. */
import "#lib/code-tools";
import "#lib/reactions";
import { answerAutomation } from "#lib/demo/automation/answer";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { problem } from "../../../problem";

export async function POST(incoming: Request): Promise<Response> {
  try {
    if (!env().VIGIL_DEMO) throw new AppError("not_found", "There is no sample automation here.");
    const body = await bodyOf(incoming);
    const request = { headers: incoming.headers, body, receivedAt: new Date() };
    return Response.json(await answerAutomation(systemCtx("sample automation"), request));
  } catch (error) {
    return problem(error);
  }
}
