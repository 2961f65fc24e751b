/** Accepted rules as a file, all or one: `GET /api/rule-proposals/file?format=prometheus&id=7`. */
import { z } from "zod";
import { isForGrafana, ruleFileFormats } from "#lib/alert-rules/model";
import { acceptedRules } from "#lib/alert-rules/queries";
import { ruleFileOf } from "#lib/alert-rules/rule-files";
import { AppError } from "#lib/platform/errors";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../endpoint";

const Input = z.object({
  format: z.enum(ruleFileFormats).default("prometheus"),
  id: idInAddress.optional(),
});

export const GET = endpoint("desk.read", Input, async (ctx, { format, id }) => {
  const accepted = (await acceptedRules(ctx)).filter((one) => id === undefined || one.id === id);
  if (id !== undefined && accepted.length === 0)
    throw new AppError("not_found", "No accepted rule has this number.");
  const rules = accepted.map(({ rule }) => rule);
  if (format === "grafana" && rules.length > 0 && !rules.some(isForGrafana))
    throw new AppError("unprocessable", "Grafana needs an expression: enter it with Edit.");
  return new Response(ruleFileOf(format, rules), {
    headers: {
      "content-type": "application/yaml; charset=utf-8",
      "content-disposition": `attachment; filename="vigil-rules${id === undefined ? "" : `-${id}`}.${format}.yml"`,
    },
  });
});
