/** Where somebody goes on whose place was taken off the page: at the next row of its list, else at the heading of its part. */
"use client";

const controls = "a[href], button, input, select, textarea";
const rows = "li, tr";

/** What went off the page, and what stood around it: as it was, because nothing of that can be asked afterwards. */
export type Removal = {
  gone: Node;
  from: Node;
  before: Node | null;
  after: Node | null;
};

/** The outermost removal of `records` that took `lost` away and left its own surroundings on the page. */
export function removalOf(lost: Node, records: readonly MutationRecord[]): Removal | undefined {
  let inner = lost;
  let found: Removal | undefined;
  for (const { removedNodes, target, previousSibling, nextSibling } of records) {
    const gone = [...removedNodes].find((node) => node.contains(inner));
    if (!gone) continue;
    found = { gone, from: target, before: previousSibling, after: nextSibling };
    if (target.isConnected) return found;
    inner = target;
  }
  return found?.from.isConnected ? found : undefined;
}

/** Puts the focus on what comes after what `lost` stood in. */
export function goOnAfter(lost: Element, removal: Removal): void {
  const row = nextRow(removal);
  // A link only leads somewhere; what a button does to the next row is never done by a key that was meant for this one.
  const place = (lost.matches("a[href]") && row?.querySelector<HTMLElement>("a[href]")) || row;
  const next = place ?? partAround(removal);
  if (next) focusOn(next);
}

/** What can only be come to like this is no place to stop at for who walks by Tab. */
export function focusOn(place: HTMLElement): void {
  const isMadeOne = !place.matches(`${controls}, [tabindex]`);
  if (isMadeOne) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: !isMadeOne });
}

/** The row after it, else the one before it. */
export function nextRow({ gone, from, before, after }: Removal): HTMLElement | undefined {
  const others = [...along(after, "nextSibling"), ...along(before, "previousSibling")];
  return others.find((node): node is HTMLElement => node.parentNode === from && isRowLike(node, gone));
}

function along(first: Node | null, way: "nextSibling" | "previousSibling"): Node[] {
  const nodes: Node[] = [];
  for (let node = first; node; node = node[way]) nodes.push(node);
  return nodes;
}

/** Rows of one list are alike, and nothing else beside them is; buttons beside each other are no rows. */
function isRowLike(node: Node, gone: Node): boolean {
  if (!(node instanceof HTMLElement && gone instanceof HTMLElement)) return false;
  if (node.tagName !== gone.tagName || gone.matches(controls) || !node.checkVisibility()) return false;
  return node.matches(rows) || (node.className === gone.className && node.className !== "");
}

/** The row it stood in, what takes the focus by itself around it, or the heading of the part of the page it stood in. */
function partAround({ gone, from }: Removal): HTMLElement | undefined {
  const inside = from instanceof Element ? from : from.parentElement;
  for (let part = inside; part && part !== document.body; part = part.parentElement) {
    if (!(part instanceof HTMLElement)) continue;
    const heading = part.matches("section, form, fieldset, main") && part.querySelector("h1, h2, h3, legend");
    // With its heading the whole page has gone, and what is here now is another one.
    const isOther = part.matches("main") && gone instanceof Element && gone.querySelector("h1");
    if (heading instanceof HTMLElement && heading.checkVisibility() && isBefore(heading, from) && !isOther)
      return heading;
    if (part.matches(rows) || part.matches("[tabindex]")) return part;
  }
  return undefined;
}

function isBefore(heading: HTMLElement, place: Node): boolean {
  return (
    heading.compareDocumentPosition(place) === Node.DOCUMENT_POSITION_FOLLOWING || place.contains(heading)
  );
}
