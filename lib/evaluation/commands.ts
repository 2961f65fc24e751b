/** Stores finished replays. */
import { z } from "zod";
import { replayRun } from "#db/schema/evaluation";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { ReplayReport, ReplayRun } from "./model";

/** Keeps the figures of a finished replay, for the page that lays runs side by side. */
export const keepReplay = command(
  "machine",
  z.object({ name: z.string().min(1).max(200), report: ReplayReport }),
  async (tx, { name, report }): Promise<ReplayRun> => {
    const [row] = await tx.db.insert(replayRun).values({ name, report, finishedAt: tx.now() }).returning();
    if (!row) throw new AppError("unavailable", "The replay was not kept.");
    await recordAudit(tx, {
      action: "replay.keep",
      entity: "replay",
      entityId: row.id,
      after: { name, points: report.all.points, match: report.all.match },
    });
    return ReplayRun.parse(row);
  },
);
