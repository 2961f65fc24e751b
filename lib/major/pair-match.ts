/** P(two messages are about the same incident): a logistic model over words, codes, service, time and a common incident. Pure. */

import { agreementOf, type ServiceGuess } from "./classify-service";

/** A customer's message, as it is compared with others. */
export type CustomerReport = {
  /** The event of the message. */
  id: number;
  ticketId: number;
  /** The company, else the customer: who counts once however often they write. */
  whose: string;
  at: number;
  terms: readonly string[];
  /** The service it is about, where it is filed or its words point to one. */
  about: ServiceGuess | null;
};

/** How rare a term is: the logarithm of messages known against those that have it. */
export type Rarity = (term: string) => number;

/** The features of a pair of messages. */
export type PairFeatures = {
  /** Cosine of their words by rarity. */
  words: number;
  /** Rarity of the codes both name. */
  codes: number;
  /** How sure it is that both are about one service, and that they are about two. */
  service: { same: number; other: number };
  minutes: number;
  /** How much both read like an incident rather than an ordinary question: the lower of the two, from −0.5 to 0.5. */
  trouble: number;
  /** Both name what an incident that goes on is about. */
  isInOneIncident: boolean;
  /** They name, in so many words, what different incidents are about. */
  areOfTwoIncidents: boolean;
};

/** What is known of a message beside its own words: the incidents it names, and how much it reads like trouble. */
export type Known = {
  namedBy: (customerReport: CustomerReport) => {
    ids: ReadonlySet<number>;
    isSure: boolean;
    about: ServiceGuess | null;
  };
  incidentLikelihood: (customerReport: CustomerReport) => number;
};

/** The features of a pair of messages: what they have in common. */
export function pairFeatures(
  one: CustomerReport,
  other: CustomerReport,
  rarity: Rarity,
  { namedBy, incidentLikelihood }: Known,
): PairFeatures {
  const [named, also] = [namedBy(one), namedBy(other)];
  const common = [...named.ids].some((id) => also.ids.has(id));
  const areSure = named.isSure && also.isSure;
  return {
    ...wordsInCommon(one.terms, other.terms, rarity),
    service: common && areSure ? { same: 1, other: 0 } : agreementOf(named.about, also.about),
    minutes: Math.abs(one.at - other.at) / 60_000,
    trouble: Math.min(incidentLikelihood(one), incidentLikelihood(other)) - 0.5,
    isInOneIncident: common,
    areOfTwoIncidents: areSure && !common,
  };
}

/**
 * P(same incident), a logistic model. Its weights were fitted on made-up outages (see docs/major-incident-measurements.md), not on the
 * seeds and wordings that are reported.
 */
export function matchProbability(common: PairFeatures): number {
  const { words, codes, service, minutes, trouble, isInOneIncident, areOfTwoIncidents } = common;
  // The same words about two services that both fail are two troubles, or one that people merge.
  if (areOfTwoIncidents) return 0;
  const sum =
    weights.bias +
    weights.words * words +
    weights.codes * Math.min(2, codes / 3) +
    weights.sameService * service.same +
    weights.otherService * service.other +
    weights.minutes * Math.log1p(minutes / 10) +
    // Reading like an incident does not make two messages more similar; reading like an ordinary question sets them apart.
    weights.background * Math.min(0, trouble) +
    (words < fewWords && codes === 0 && service.same < faintService ? weights.strangers : 0) +
    (isInOneIncident ? weights.incident : 0);
  return 1 / (1 + Math.exp(-sum));
}

const weights = {
  bias: -1.1,
  words: 1.7,
  codes: 2.1,
  sameService: 4.4,
  otherService: -2,
  minutes: -2,
  background: 14,
  incident: 1,
  strangers: -3,
};
/** Below this two messages share no more words than any two. */
const fewWords = 0.2;
const faintService = 0.3;

/** Cosine of their words by rarity, and the rarity of the codes both name. Asked of very many pairs: it makes nothing. */
function wordsInCommon(
  one: readonly string[],
  other: readonly string[],
  rarity: Rarity,
): Pick<PairFeatures, "words" | "codes"> {
  const there = setOf(other);
  let [product, codes] = [0, 0];
  for (const term of setOf(one)) {
    if (!there.has(term)) continue;
    const worth = rarity(term);
    product += worth ** 2;
    if (isCode(term)) codes += worth;
  }
  return { words: product === 0 ? 0 : product / (lengthOf(one, rarity) * lengthOf(other, rarity)), codes };
}

/** Each message is compared with many: what it has of its own is worked out once. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
const lengths = new WeakMap<Rarity, WeakMap<readonly string[], number>>();

function setOf(terms: readonly string[]): ReadonlySet<string> {
  const known = sets.get(terms) ?? new Set(terms);
  sets.set(terms, known);
  return known;
}

function lengthOf(terms: readonly string[], rarity: Rarity): number {
  const ofRarity = lengths.get(rarity) ?? new WeakMap<readonly string[], number>();
  lengths.set(rarity, ofRarity);
  const length = ofRarity.get(terms) ?? Math.sqrt(terms.reduce((sum, term) => sum + rarity(term) ** 2, 0));
  ofRarity.set(terms, length);
  return length;
}

/** True for a code that a machine left in a message. */
export function isCode(term: string): boolean {
  return term.startsWith("code:");
}
