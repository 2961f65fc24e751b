/** The apprentice's answer to a question: from the ticket where it is about the ticket, else the passages that answer it, or that none does. */

import type { Observation } from "#lib/agent/model";
import type { Ctx } from "#lib/platform/context";
import {
  askedOf,
  doneOf,
  fromEvent,
  type Known,
  lead,
  openOf,
  piecesOf,
  promisesOf,
  toolOf,
} from "./about-ticket";
import {
  answerOn,
  articlesFor,
  asideOf,
  citing,
  type Found,
  groundsOf,
  type PassageSearch,
  repliesOn,
  weighedTopic,
  weightsOf,
} from "./found";
import { understood } from "./kind";
import type { Statement } from "./model";
import { type QuestionPart, questionParts } from "./parts";
import { customerOf, peopleOf, stateOf, timesOf, whenOf } from "./people-and-times";
import type { Phrases } from "./phrases/model";
import { phrasesOf } from "./phrases/phrases";
import { quoteOf } from "./quote";
import { pastStatement, similarTo } from "./similar";
import { coverage, type Topic } from "./topic";
import { type Favour, favoured, favourFor, noFavour } from "./verdicts";

export type Asking = { seen: Observation; known: Known; search: PassageSearch };

/** A passage that holds this much of what was asked answers it. */
const enough = 0.6;
/** What holds less than this is not even near. */
const near = 0.25;
const mostEach = { here: 3, articles: 2, past: 2 };

/** The whole answer; never empty. `lookedUp` are statements on what was looked up for the question. */
export async function apprenticeAnswer(
  ctx: Ctx,
  question: string,
  asking: Asking,
  lookedUp: readonly Statement[] = [],
): Promise<Statement[]> {
  const say = phrasesOf(understood(question).language);
  const answers: Statement[] = [];
  // What was looked up just now is the answer; nothing older stands beside it.
  for (const part of questionParts(question))
    if (part.kind === "other" && lookedUp.length > 0) answers.push(lead(say.lookedUp), ...lookedUp);
    else answers.push(...(await answerTo(ctx, part, asking, say)));
  return answers;
}

function listed(title: string, statements: readonly Statement[], none: string): Statement[] {
  return statements.length > 0 ? [lead(title), ...statements] : [lead(none)];
}

/** From the ticket itself where it is about the ticket, else from what is found. */
async function answerTo(
  ctx: Ctx,
  { kind, text }: QuestionPart,
  asking: Asking,
  say: Phrases,
): Promise<Statement[]> {
  const { known } = asking;
  switch (kind) {
    case "asked":
      return listed(say.asked, askedOf(known), say.askedNothing);
    case "done":
      return listed(say.done, doneOf(known), say.nothingDone);
    case "open":
      return listed(say.open, openOf(known), say.nothingOpen);
    case "people":
      return listed(say.people, peopleOf(known, say), say.nobody);
    case "opened":
    case "answered":
    case "closed":
      return timesOf(known, kind, say);
    case "when":
      return whenOf(known, await weighedTopic(ctx, text), say);
    case "similar":
      return similarTo(ctx, ticketQuestion(asking), asking, say);
    case "state":
      return stateOf(known, say);
    case "promised":
      return listed(say.promised, promisesOf(known), say.nothingPromised);
    case "customer":
      return customerOf(ctx, known, say);
    case "other":
      return searched(ctx, text, asking, say);
  }
}

/** What the ticket asks, for a question that names nothing itself. */
function ticketQuestion({ seen }: Asking): string {
  const open = seen.unanswered;
  const said =
    open.length > 0 ? open : seen.timeline.filter(({ kind }) => kind === "customer_message").slice(0, 2);
  return [...said.map(({ body }) => body), seen.ticket.subject].join("\n").slice(0, 4_000);
}

type Scored = { statement: Statement; share: number };

async function searched(ctx: Ctx, question: string, asking: Asking, say: Phrases): Promise<Statement[]> {
  const topic = await weighedTopic(ctx, question);
  const isBare = topic.terms.length === 0;
  // One word stands in many places: the best of each is enough.
  const isBroad = topic.terms.length === 1;
  const found = await asking.search(
    isBare ? { text: ticketQuestion(asking), aside: "" } : { text: question, aside: asideOf(asking.seen) },
  );
  const favour = isBare ? noFavour : await favourFor(ctx, question, topic);
  const further = await articlesFor(ctx, favour.articles, found);
  const groups = [
    { title: say.here, most: mostEach.here, scored: isBare ? [] : inTicket(topic, asking) },
    {
      title: say.articles,
      most: mostEach.articles,
      scored: inArticles(topic, [...found, ...further], { isBare, favour }),
    },
    {
      title: say.past,
      most: mostEach.past,
      scored: inPast(topic, found, asking, { weightOf: isBare ? await weightsOf(ctx, found) : null, favour }),
    },
  ];
  const best = Math.max(0, ...groups.flatMap(({ scored }) => scored.map(({ share }) => share)));
  const bar = best >= enough ? Math.max(enough, best - 0.2) : Number.POSITIVE_INFINITY;
  const answers = groups.flatMap(({ title, most, scored }) => {
    const kept = scored.filter(({ share }) => share >= bar).slice(0, isBroad ? 1 : most);
    return kept.length > 0 ? [lead(title), ...kept.map(({ statement }) => statement)] : [];
  });
  if (answers.length > 0) return answers;
  const nothing = lead(topic.words ? say.nothing(topic.words) : say.nothingAtAll);
  const closest = groups
    .flatMap(({ scored }) => scored)
    .filter(({ share }) => share >= near)
    .sort((one, other) => other.share - one.share)[0];
  return closest ? [nothing, lead(say.closest), closest.statement] : [nothing];
}

const byShare = (one: Scored, other: Scored) => other.share - one.share;

function inTicket(topic: Topic, { known }: Asking): Scored[] {
  const bySaid = new Map<string, Scored>();
  for (const { event, text } of piecesOf(known)) {
    const share = coverage(topic, text, toolOf(event));
    const statement = fromEvent(
      event,
      event.kind === "tool_result" ? text : `${event.actorName}: “${text}”`,
      event.at,
    );
    if (share > 0 && !bySaid.has(text)) bySaid.set(text, { statement, share });
  }
  return [...bySaid.values()].sort(byShare);
}

function inArticles(
  topic: Topic,
  found: readonly Found[],
  { isBare, favour }: { isBare: boolean; favour: Favour },
): Scored[] {
  return found
    .filter(({ kind }) => kind === "article")
    .flatMap((one): Scored[] => {
      const quote = quoteOf(topic, { title: `${one.title} ${one.tags}`, body: one.body });
      const liked = favour.of({ kind: "article", ref: one.ref });
      if (!quote && liked <= 0) return [];
      const text = isBare || !quote ? one.excerpt : quote.text;
      const share = favoured(isBare ? one.score : (quote?.coverage ?? 0), liked);
      const statement: Statement = {
        role: "statement",
        text: `“${one.title}”: ${text}`,
        citations: [citing({ ...one, excerpt: text.slice(0, 240) })],
        ...(!one.isInternal && { say: text }),
      };
      return [{ statement, share }];
    })
    .sort(byShare);
}

/** `weightOf` for a question without words of its own: then the answer of each ticket counts, as far as the ticket is alike. */
function inPast(
  topic: Topic,
  found: readonly Found[],
  { seen }: Asking,
  { weightOf, favour }: { weightOf: ((term: string) => number) | null; favour: Favour },
): Scored[] {
  const grounds = groundsOf(seen, found);
  return found
    .flatMap((one): Scored[] => {
      if (!one.past) return [];
      const replies = weightOf
        ? [answerOn(one.past, grounds, weightOf)].filter((said) => said !== null)
        : repliesOn(one.past, grounds);
      return replies
        .map((said) => ({
          statement: pastStatement(one, said),
          share: favoured(
            weightOf ? one.score : coverage(topic, said.text, one.title),
            favour.of({ kind: "ticket", ref: one.ref }),
          ),
        }))
        .sort(byShare)
        .slice(0, 1);
    })
    .sort(byShare);
}
