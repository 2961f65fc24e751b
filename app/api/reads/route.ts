/** Several reads of the desk with one request: `GET /api/reads?read=/api/counters&read=/api/tickets/7`. */
import { z } from "zod";
import { mostShared, type SharedRead, sharedRead } from "#lib/inbox/rules";
import { AppError } from "#lib/platform/errors";
import { endpoint } from "../../endpoint";
import { problem } from "../../problem";
import { GET as counters } from "../counters/route";
import { GET as customer } from "../customers/[id]/route";
import { GET as inbox } from "../inbox/route";
import { GET as majorOfTicket } from "../incidents/major-of-ticket/route";
import { GET as incidentOfTicket } from "../incidents/of-ticket/route";
import { GET as unsignedHandovers } from "../oncall/handovers/route";
import { GET as waitingPages } from "../oncall/waiting/route";
import { GET as presence } from "../presence/route";
import { GET as investigation } from "../tickets/[id]/investigation/route";
import { GET as links } from "../tickets/[id]/links/route";
import { GET as nextPerson } from "../tickets/[id]/next-person/route";
import { GET as proposals } from "../tickets/[id]/proposals/route";
import { GET as questions } from "../tickets/[id]/questions/route";
import { GET as ticket } from "../tickets/[id]/route";
import { GET as runs } from "../tickets/[id]/runs/route";
import { GET as summary } from "../tickets/[id]/summary/route";

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

const handlers: Record<SharedRead, Handler> = {
  "/api/counters": counters,
  "/api/customers/[id]": customer,
  "/api/inbox": inbox,
  "/api/incidents/major-of-ticket": majorOfTicket,
  "/api/incidents/of-ticket": incidentOfTicket,
  "/api/oncall/handovers": unsignedHandovers,
  "/api/oncall/waiting": waitingPages,
  "/api/presence": presence,
  "/api/tickets/[id]": ticket,
  "/api/tickets/[id]/investigation": investigation,
  "/api/tickets/[id]/links": links,
  "/api/tickets/[id]/next-person": nextPerson,
  "/api/tickets/[id]/proposals": proposals,
  "/api/tickets/[id]/questions": questions,
  "/api/tickets/[id]/runs": runs,
  "/api/tickets/[id]/summary": summary,
};

/** Reads answered at a time: as many as a browser asks a server for by itself. */
const atOnce = 6;

const Query = z.object({
  read: z
    .union([z.string(), z.array(z.string())])
    .transform((read) => [read].flat())
    .pipe(z.array(z.string().startsWith("/api/")).max(mostShared)),
});

/** Each read is answered, or refused, as if it had been asked for alone. */
export const GET = endpoint("desk.read", Query, async (_ctx, { read }, request) => {
  const answers: string[] = [];
  for (let from = 0; from < read.length; from += atOnce)
    answers.push(
      ...(await Promise.all(read.slice(from, from + atOnce).map((path) => answerTo(path, request)))),
    );
  const headers = { "content-type": "application/json" };
  return new Response(`{"answers":[${answers.join(",")}]}`, { headers });
});

async function answerTo(path: string, { url, headers }: Request): Promise<string> {
  const address = new URL(path, url);
  const found = sharedRead(address.pathname);
  const response = found
    ? await handlers[found.read](new Request(address, { headers }), { params: Promise.resolve(found.params) })
    : problem(new AppError("not_found", "This is read by a request of its own."));
  return `{"status":${response.status},"body":${(await response.text()) || "null"}}`;
}
