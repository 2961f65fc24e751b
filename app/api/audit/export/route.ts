/** The audit trail as signed lines of JSON: `GET /api/audit/export`. */
import { z } from "zod";
import { exportAudit } from "#lib/audit/export";
import { endpoint } from "../../../endpoint";
import { jsonLines } from "../../../jsonl";

export const GET = endpoint("audit.read", z.object({}), async (ctx) =>
  jsonLines(await exportAudit(ctx), "vigil-audit.jsonl", ctx.actor.id),
);
