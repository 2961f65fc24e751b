/** The tiles, in the order of the page. */
import { backlogTile } from "./backlog";
import { firstResponseTile } from "./first-response";
import { replyAcceptanceTile } from "./reply-acceptance";
import { slaTile } from "./sla";
import type { TileSource } from "./tile";
import { timeToDecideTile } from "./time-to-decide";

export const tiles = {
  "reply-acceptance": replyAcceptanceTile,
  "first-response": firstResponseTile,
  sla: slaTile,
  backlog: backlogTile,
  "time-to-decide": timeToDecideTile,
} as const satisfies Record<string, TileSource>;
