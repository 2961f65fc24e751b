/** Incidents, the newest first, page by page. */
import { z } from "zod";
import { incidentViews } from "#lib/incidents/model";
import { incidentsPage } from "#lib/incidents/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../endpoint";

const Query = z.object({
  view: z.enum(incidentViews).default("active"),
  /** Id of the last row of the page before. */
  before: idInAddress.optional(),
});

export const GET = endpoint("desk.read", Query, (ctx, query) => incidentsPage(ctx, query));
