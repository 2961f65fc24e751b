/** Parses rows of proposals and agent runs. A malformed row loses what does not fit, never the ticket. */
import type { agentRun, suggestion } from "#db/schema/suggestions";
import { fitting } from "#lib/platform/fitting";
import { Suggestion, type SuggestionKind } from "./model";
import { ProposalContent, StoredCandidate } from "./step";

/** A proposal by its row. One that cannot be carried out as it stands is work for a person, with its text. */
export function suggestionOfRow(row: typeof suggestion.$inferSelect): Suggestion {
  const read = fitting(Suggestion, row);
  if (read && !read.left.some(isPartOfCall)) return read.data;
  const why = `${row.why} What it would have done cannot be read any more.`;
  return Suggestion.parse({ ...row, why, ...asWords, evidence: read?.data.evidence ?? [] });
}

/** What a proposal of a kind carries, by what its row keeps. */
export function contentOfRow(kind: SuggestionKind, payload: unknown): ProposalContent {
  const read = fitting(ProposalContent, { kind, payload });
  return read && !read.left.some(isPartOfCall) ? read.data : asWords;
}

/** What an agent run had that might have been shown. */
export function openCandidates({
  candidates,
}: Pick<typeof agentRun.$inferSelect, "candidates">): StoredCandidate[] {
  const kept: unknown = candidates?.candidates;
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const { data } = StoredCandidate.safeParse(one);
    return data && data.barred === undefined ? [data] : [];
  });
}

const asWords = { kind: "remediation", payload: {} } as const;

/** A call runs as it was proposed or not at all. */
function isPartOfCall(place: string): boolean {
  return /(^|\.)call\./.test(place);
}
