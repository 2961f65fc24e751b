/** The figures of one chart: `GET /api/analytics?chart=backlog&from=2026-03-01&to=2026-03-30&queueId=2`. */
import { FiguresInput, figures } from "#lib/analytics/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", FiguresInput, figures);
