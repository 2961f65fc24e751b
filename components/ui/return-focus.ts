/** Gives the focus back to where it was before a dialog, to what stands in its place by then, or to where it was before that. */
"use client";
import { useRef } from "react";
import { focusOn, nextRow, type Removal, removalOf } from "./lost-place";

/** Where the focus has been: what had it, and what it stood in. */
type Place = { element: HTMLElement; around: HTMLElement[]; removal?: Removal | undefined };

/** The newest first: a dialog is opened from another one, or from a menu that has closed by the time. */
const places: Place[] = [];
const mostPlaces = 8;

if (typeof document !== "undefined") {
  document.addEventListener("focusin", ({ target }) => target instanceof HTMLElement && note(target));
  new MutationObserver((records) => {
    for (const place of places)
      if (!place.removal && !place.element.isConnected) place.removal = removalOf(place.element, records);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function note(element: HTMLElement) {
  const known = places.findIndex((place) => place.element === element);
  if (known >= 0) places.splice(known, 1);
  places.unshift({ element, around: ancestorsOf(element) });
  places.length = Math.min(places.length, mostPlaces);
}

export function useReturnFocus() {
  const before = useRef<Place[]>([]);
  return {
    remember() {
      const { activeElement, body } = document;
      // It may have been there before anything here listened.
      if (activeElement instanceof HTMLElement && activeElement !== body) note(activeElement);
      const [last] = places;
      // Whoever has left everything goes back to nothing; what was taken away or turned off has lost its focus.
      const isLeft = activeElement === body && last !== undefined && canTake(last.element);
      before.current = isLeft ? [] : [...places];
    },
    /** For `onCloseAutoFocus`; leaves it to the dialog where there is no place to go back to. */
    giveBack(event: Event) {
      if (event.defaultPrevented) return;
      for (const place of before.current) {
        const now = canTake(place.element) ? place.element : inPlaceOf(place);
        if (now) focusOn(now);
        if (!now || document.activeElement !== now) continue;
        event.preventDefault();
        return;
      }
    },
  };
}

/** On the page, and neither in something that closes nor turned off. */
function canTake(element: HTMLElement): boolean {
  return element.isConnected && !element.closest("[data-state=closed][role=dialog], :disabled");
}

/** The next row where its own has gone, what has the same label in the part of the page where it stood, or what comes there by now. */
function inPlaceOf({ element, around, removal }: Place): HTMLElement | undefined {
  if (element.isConnected) return;
  const row = removal && nextRow(removal);
  if (row?.isConnected) return row;
  const part = around.find((one) => one.isConnected);
  if (!part || part === document.body) return;
  const there = [
    ...part.querySelectorAll<HTMLElement>("a[href], button, input, textarea, select, [tabindex='0']"),
  ];
  return there.find((one) => labelOf(one) === labelOf(element)) ?? there[0];
}

function labelOf(element: HTMLElement): string {
  return element.getAttribute("aria-label") ?? element.textContent ?? "";
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}
