/** How many keys somebody presses from an arrival to its sent answer: the best they can do with what the cards show. Pure. */
import { diffChars } from "diff";

/** What the desk lets somebody take: a card's own step, one behind a digit, or one that a digit puts into the reply. */
export type Offer = {
  stands: "on the card" | "behind a key" | "for the reply";
  kind: string;
  text: string;
  call?: { tool: string; arguments: Record<string, unknown> };
};

/** A way to go on: which offer is taken, as what, and the keys that takes. */
export type Way =
  | { how: "accept" | "edit"; offer: number; text: string; keys: number }
  | { how: "look_up"; offer: number; keys: number }
  | { how: "write"; text: string; keys: number };

/** `a`, a digit before it, a digit and Ctrl+Enter in the reply; around an edit `e` and Ctrl+Enter, but not in the reply. */
const takeKeys = { "on the card": 1, "behind a key": 2, "for the reply": 2 } as const;
const editAround = { "on the card": 2, "behind a key": 3, "for the reply": 2 } as const;
/** `r` and Ctrl+Enter around a reply from scratch. */
const aroundKeys = 2;

/** The fewest keys that send one of the right answers, or take the look-up that is due; undefined where there is no answer. */
export function bestWay(
  offers: readonly Offer[],
  right: readonly string[],
  due: Offer["call"] | null,
): Way | undefined {
  const lookUps = offers.flatMap((offer, place): Way[] =>
    due && isSameCall(offer.call, due)
      ? [{ how: "look_up", offer: place, keys: takeKeys[offer.stands] }]
      : [],
  );
  // What is due is taken first: an answer without it would only be guessed.
  const [lookUp] = lookUps.sort(byKeys);
  if (lookUp) return lookUp;
  const said = offers.flatMap((offer, place): Way[] =>
    offer.kind !== "reply" && offer.kind !== "follow_up"
      ? []
      : right.map((text) => {
          const edits = editKeys(offer.text, text);
          return edits === 0
            ? { how: "accept", offer: place, text, keys: takeKeys[offer.stands] }
            : { how: "edit", offer: place, text, keys: editAround[offer.stands] + edits };
        }),
  );
  const written = right.map((text): Way => ({ how: "write", text, keys: aroundKeys + text.length }));
  return [...said, ...written].sort(byKeys)[0];
}

/** One key to get to each place that is changed, one for each letter that goes and for each that comes. */
export function editKeys(from: string, to: string): number {
  let keys = 0;
  let isInside = false;
  for (const { added, removed, value } of diffChars(plain(from), plain(to))) {
    const isChange = added || removed;
    if (isChange) keys += value.length + (isInside ? 0 : 1);
    isInside = isChange;
  }
  return keys;
}

/** Blanks at the ends and doubled ones are nobody's to mend. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function byKeys(left: Way, right: Way): number {
  return left.keys - right.keys;
}

function isSameCall(one: Offer["call"], other: Offer["call"]): boolean {
  const words = (call: Offer["call"]) =>
    JSON.stringify([call?.tool, Object.entries(call?.arguments ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return one !== undefined && words(one) === words(other);
}
