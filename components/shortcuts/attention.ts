/** Keeps what single keys may do in step with the screen: watches scenes, gestures and lost focus, and says so on the page. */
import { goOnAfter, type Removal, removalOf } from "../ui/lost-place";
import {
  acted,
  attentive,
  type Command,
  type Deafness,
  deafUntil,
  ignored,
  isCaused,
  isDeafTo,
  type Scene,
  settling,
  shown,
  startled,
} from "./deafness";

/** What a click must not reach in a deaf moment either carries this attribute. */
const decidingSelector = "[data-decides]";
const pressableSelector = "button, a, [role=menuitem], [role=option], [role=tab]";
const writingSelector = "textarea, input, [contenteditable]";

export type Attention = {
  /** The screen shows another scene. */
  show(scene: Scene): void;
  /** The reader chose what takes the place of what stood there. */
  settle(): void;
  /** True when the command is to be run; one that is not heard counts as part of a burst. */
  hears(command: Command, at: number): boolean;
  /** True for a change at `at` that follows on what the reader did. */
  isCaused(at: number): boolean;
  /** A key ran a command at `at`. */
  act(at: number): void;
  /** The scene as an identity: another one when anything to decide on has changed. */
  scene(): Scene | undefined;
  /** Begins to watch clicks and the focus; returns how to stop. */
  watch(): () => void;
};

export function makeAttention(): Attention {
  let state: Deafness = attentive;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let focused: Element | null = null;
  let deafCount = 0;
  /** What the first click of a double or triple click hit: the others are of the same hand. */
  let pressed: Element | null = null;

  function become(next: Deafness) {
    state = next;
    clearTimeout(timer);
    const left = deafUntil(state) - performance.now();
    const { dataset } = document.documentElement;
    dataset.keys = left > 0 ? "deaf" : "live";
    dataset.keysIgnored = String(deafCount);
    if (left > 0 && left < Number.POSITIVE_INFINITY) timer = setTimeout(() => become(state), left + 1);
  }
  /** An element that had the focus is gone, and nothing else took it. */
  function noticeLoss(at: number, removal?: Removal) {
    if (!focused || focused.isConnected) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const lost = focused;
    focused = null;
    become(startled(state, at));
    if (removal) goOnAfter(lost, removal);
  }
  function onFocus({ target }: FocusEvent) {
    focused = target instanceof Element ? target : null;
  }
  function onClick(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target.closest(decidingSelector) : null;
    const isDeaf = target !== null && event.timeStamp < deafUntil(state);
    if (isDeaf || isMeantForOther(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else become(acted(state, event.timeStamp));
  }
  /** A double click lands on what took the place of what it was meant for. */
  function isMeantForOther({ target, detail }: MouseEvent): boolean {
    const now = target instanceof Element ? target.closest(pressableSelector) : null;
    if (detail > 1) return now !== null && now !== pressed;
    pressed = now;
    return false;
  }
  function onKey(event: KeyboardEvent) {
    noticeLoss(event.timeStamp);
    const isPress = event.key === "Enter" || event.key === " ";
    if (!isPress || event.target instanceof Element === false) return;
    // Held down, a key presses a button or link once.
    if (event.repeat && !event.target.matches(writingSelector)) event.preventDefault();
    else become(acted(state, event.timeStamp));
  }
  const onReturn = ({ timeStamp }: Event) => become(acted(state, timeStamp));

  return {
    show(scene) {
      become(shown(state, scene, performance.now()));
      const until = deafUntil(state);
      if (until <= performance.now() || until === Number.POSITIVE_INFINITY) return;
      // Counted from when it is drawn: on a busy machine that is a good while after it is known.
      requestAnimationFrame(() => state.scene === scene && become(settling(state, performance.now())));
    },
    settle: () => become(settling(state, performance.now())),
    hears(command, at) {
      if (!isDeafTo(state, command, at)) return true;
      deafCount += 1;
      become(ignored(state, at));
      return false;
    },
    isCaused: (at) => isCaused(state, at),
    act: (at) => become(acted(state, at)),
    scene: () => state.scene,
    watch() {
      // A dialog that closes gives the focus back a moment later.
      const removals = new MutationObserver((records) => {
        if (!focused || focused.isConnected) return;
        const removal = removalOf(focused, records);
        setTimeout(() => noticeLoss(performance.now(), removal), 0);
      });
      removals.observe(document.body, { childList: true, subtree: true });
      const stop = new AbortController();
      const capture = { capture: true, signal: stop.signal };
      window.addEventListener("focusin", onFocus, capture);
      window.addEventListener("click", onClick, capture);
      window.addEventListener("keydown", onKey, capture);
      window.addEventListener("popstate", onReturn, capture);
      become(state);
      return () => {
        stop.abort();
        removals.disconnect();
        clearTimeout(timer);
      };
    },
  };
}
