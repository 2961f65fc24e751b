/** Shows an answer while it is made, and notices when nobody wants it any more. */
import { and, eq, inArray } from "drizzle-orm";
import { ticketQuestion } from "#db/schema/questions";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import type { Statement } from "./model";

/** Milliseconds between two writes of a growing answer, and between two looks whether it is still wanted. */
const writeEvery = 200;
const lookEvery = 1_000;

type Shown = Partial<Pick<typeof ticketQuestion.$inferSelect, "statements" | "growing">>;

export type Progress = {
  /** Aborted once the question was cancelled or erased. */
  signal: AbortSignal;
  begin: () => Promise<void>;
  /** Shows statements that are there already; false where nobody wants them. */
  show: (statements: Statement[]) => Promise<boolean>;
  /** The whole text a model has written so far; returns at once. */
  grow: (text: string) => void;
  /** A look-up began or ended. */
  tell: () => Promise<void>;
  close: () => void;
};

/** Shows an answer as it grows, and notices when nobody wants it any more. */
export function openProgress(ctx: Ctx, { id, ticketId }: { id: number; ticketId: number }): Progress {
  const unwanted = new AbortController();
  let newest = "";
  let timer: NodeJS.Timeout | null = null;
  const write = (shown: Shown): Promise<boolean> =>
    withTransaction(ctx, async (tx) => {
      const kept = await tx.db
        .update(ticketQuestion)
        .set({ ...shown, status: "answering" })
        .where(and(eq(ticketQuestion.id, id), inArray(ticketQuestion.status, ["waiting", "answering"])))
        .returning({ id: ticketQuestion.id });
      if (kept.length === 0) unwanted.abort(new Error("The question was cancelled."));
      else await publishChange(tx, "question", ticketId, { id });
      return kept.length > 0;
    });
  const look = async () => {
    const [row] = await ctx.db
      .select({ status: ticketQuestion.status })
      .from(ticketQuestion)
      .where(eq(ticketQuestion.id, id));
    if (row?.status !== "answering") unwanted.abort(new Error("The question was cancelled."));
  };
  let looking: NodeJS.Timeout | null = null;
  return {
    signal: unwanted.signal,
    begin: async () => {
      await write({ growing: "" });
      // A look that fails is made again a second later.
      looking = setInterval(() => void look().catch(() => {}), lookEvery).unref();
    },
    show: (statements) => write({ statements }),
    grow: (text) => {
      newest = text;
      timer ??= setTimeout(() => {
        timer = null;
        // A failed write costs the viewers a few words.
        void write({ growing: newest }).catch(() => {});
      }, writeEvery);
    },
    tell: async () => void (await write({})),
    close: () => {
      if (timer) clearTimeout(timer);
      if (looking) clearInterval(looking);
    },
  };
}
