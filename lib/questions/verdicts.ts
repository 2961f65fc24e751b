/** What "helpful" and "not helpful" taught: which sources answer a question like this one, and which do not. */
import { desc, isNotNull } from "drizzle-orm";
import { ticketQuestion } from "#db/schema/questions";
import type { Ctx } from "#lib/platform/context";
import type { Statement } from "./model";
import { coverage, type Topic, topicOf } from "./topic";

/** A source an answer rested on that another one may rest on, too. */
export type Source = { kind: "article" | "ticket"; ref: number };

/** How far verdicts speak for a source, in (-1, 1); 0 where there are none. */
export type Favour = {
  of: (source: Source) => number;
  /** The articles they speak for, best first. */
  articles: readonly number[];
};

export const noFavour: Favour = { of: () => 0, articles: [] };

/** So many of the newest verdicts are asked. */
const mostVerdicts = 500;
/** Two questions that share this much of what they are about, either way, ask the same. */
const sameQuestion = 0.6;

/** What the verdicts on questions like this one say of their sources. */
export async function favourFor(ctx: Ctx, question: string, topic: Topic): Promise<Favour> {
  if (topic.terms.length === 0) return noFavour;
  const rows = await ctx.db
    .select({
      text: ticketQuestion.text,
      isHelpful: ticketQuestion.isHelpful,
      statements: ticketQuestion.statements,
    })
    .from(ticketQuestion)
    .where(isNotNull(ticketQuestion.isHelpful))
    .orderBy(desc(ticketQuestion.judgedAt))
    .limit(mostVerdicts);
  const votes = new Map<string, { of: Source; up: number; down: number }>();
  for (const { text, isHelpful, statements } of rows) {
    const share = similarity(question, topic, text);
    if (share < sameQuestion) continue;
    const sources = sourcesOf(statements);
    for (const of of sources) {
      const before = votes.get(keyOf(of)) ?? { of, up: 0, down: 0 };
      // A verdict is on the answer: each of its sources has a part of it.
      const part = share / sources.length;
      votes.set(keyOf(of), {
        ...before,
        up: before.up + (isHelpful ? part : 0),
        down: before.down + (isHelpful ? 0 : part),
      });
    }
  }
  const all = [...votes.values()].map((one) => ({ of: one.of, favour: favourOf(one) }));
  return {
    of: (source) => all.find((one) => keyOf(one.of) === keyOf(source))?.favour ?? 0,
    articles: all
      .filter(({ of, favour }) => of.kind === "article" && favour > 0)
      .sort((left, right) => right.favour - left.favour)
      .map(({ of }) => of.ref),
  };
}

/** What of a share, in [0, 1], remains or is added where verdicts speak for or against its source. Pure. */
export function favoured(share: number, favour: number): number {
  return favour >= 0 ? share + (1 - share) * favour : share * (1 + favour);
}

/** One verdict counts half; more of one mind count more, and a contrary one takes back. */
function favourOf({ up, down }: { up: number; down: number }): number {
  return (up - down) / (up + down + 1);
}

/** How far two questions are about the same, the smaller way. */
function similarity(question: string, topic: Topic, other: string): number {
  const weights = new Map(topic.terms.map(({ term, weight }) => [term, weight]));
  const most = Math.max(...weights.values());
  // What only the other one says is as telling as the most telling word of this one: it asks for something else.
  const back = topicOf(other, (term) => weights.get(term) ?? most);
  return Math.min(coverage(topic, other), coverage(back, question));
}

function sourcesOf(statements: readonly Statement[]): Source[] {
  const cited = statements.flatMap(({ citations }) => citations);
  const found = cited.flatMap(({ kind, ref }) =>
    kind === "article" || kind === "ticket" ? [{ kind, ref }] : [],
  );
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ kind, ref }: Source): string {
  return `${kind} ${ref}`;
}
