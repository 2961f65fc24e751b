/** What a tile is made of: its words, and the query behind its figure. */
import type { Ctx } from "#lib/platform/context";
import type { Range } from "../chart";
import type { Tile } from "../model";

/** A figure over a whole range, and how many rows it rests on. */
export type RangeFigure = { value: number | null; sample: number };

export type TileSource = Pick<Tile, "title" | "definition" | "format" | "better" | "sampleUnit"> & {
  load(ctx: Ctx, range: Range): Promise<RangeFigure>;
};
