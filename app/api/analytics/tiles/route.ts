/** The tiles of a range beside the period before: `GET /api/analytics/tiles?from=2026-03-01&to=2026-03-30&queueId=2`. */
import { RangeInput } from "#lib/analytics/model";
import { tileFigures } from "#lib/analytics/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", RangeInput, tileFigures);
