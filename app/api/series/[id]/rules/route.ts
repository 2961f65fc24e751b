/** The recommended thresholds of a series as a Prometheus rule file: `GET /api/series/7/rules?alarms=1`. */
import { z } from "zod";
import { prometheusFile } from "#lib/metrics/alert-rule";
import { seriesById } from "#lib/metrics/queries";
import { recommendedFor } from "#lib/metrics/recommended";
import { thresholdRules } from "#lib/metrics/threshold-rules";
import { AppError } from "#lib/platform/errors";
import { idInAddress, numberInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

const Input = z.object({
  id: idInAddress,
  alarms: numberInAddress(z.number().int().min(0).max(100)).default(1),
});

export const GET = endpoint("desk.read", Input, async (ctx, { id, alarms }) => {
  const series = await seriesById(ctx, id);
  if (!series) throw new AppError("not_found", "This series does not exist.");
  const recommended = await recommendedFor(ctx, series, alarms);
  if (!recommended) throw new AppError("unprocessable", "There are too few points of the last seven days.");
  return new Response(prometheusFile(`vigil-${series.name}`, thresholdRules(series, recommended.blocks)), {
    headers: {
      "content-type": "application/yaml; charset=utf-8",
      "content-disposition": `attachment; filename="vigil-series-${id}.rules.yml"`,
    },
  });
});
