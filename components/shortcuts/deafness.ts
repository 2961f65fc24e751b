/** When single keys are deaf: after a change nobody asked for, and until what somebody did ask for has been on the screen a moment. Pure. */

/** How long after a change nobody asked for, in ms. */
export const unaskedMs = 1_000;
/** How long what was asked for has to be on the screen before it can be decided on, in ms. */
export const settleMs = 300;
/** A burst that began in a deaf moment is over after a pause as long as this, in ms. */
const pauseMs = 400;
/** A change of place this soon after a key or a click was caused by it, in ms. */
const causedMs = 1_000;

/** What is on the screen to decide on. */
export type Scene = {
  ticketId: number | undefined;
  /** False until it is known whether anything waits for a decision. */
  isLoaded: boolean;
  /** The cards in sight, as one name. */
  cards: string;
  /** The newest message of somebody else. */
  newestId: number;
};

/** Nothing is open. */
export const noScene: Scene = { ticketId: undefined, isLoaded: true, cards: "", newestId: 0 };

export type Deafness = {
  scene: Scene | undefined;
  /** Until then every single key but moving along the list is deaf; ms like all times here. */
  unaskedUntil: number;
  /** Until then nothing can be decided; infinite while what was asked for is on its way. */
  settledAt: number;
  /** The last key or click that did something. */
  actedAt: number;
};

export const attentive: Deafness = {
  scene: undefined,
  unaskedUntil: Number.NEGATIVE_INFINITY,
  settledAt: Number.NEGATIVE_INFINITY,
  actedAt: Number.NEGATIVE_INFINITY,
};

/** The screen shows another scene from `at` on. */
export function shown(before: Deafness, scene: Scene, at: number): Deafness {
  const last = before.scene;
  const after = { ...before, scene };
  const isAsked = isCaused(before, at);
  if (last === undefined || last.ticketId !== scene.ticketId) {
    const arriving = { ...after, settledAt: scene.isLoaded ? at + settleMs : Number.POSITIVE_INFINITY };
    return !last || isAsked ? arriving : startled(arriving, at);
  }
  if (!scene.isLoaded) return after;
  if (!last.isLoaded) return settling(after, at);
  // Somebody wrote: what stands beside it may be answered differently.
  if (scene.newestId > last.newestId) return startled(after, at);
  if (scene.cards === last.cards) return after;
  const isTaken = last.cards.split(" ").length > scene.cards.split(" ").length || scene.cards === "";
  return isTaken && isAsked ? settling(after, at) : startled(after, at);
}

/** True for a change at `at` that what the reader did just before may have brought about. */
export function isCaused({ actedAt }: Deafness, at: number): boolean {
  return at - actedAt <= causedMs;
}

/** Something the reader chose takes the place of what stood there. */
export function settling(before: Deafness, at: number): Deafness {
  return { ...before, settledAt: Math.max(at + settleMs, finite(before.settledAt)) };
}

/** Something changed that nobody asked for, or the focus was lost. */
export function startled(before: Deafness, at: number): Deafness {
  return { ...before, unaskedUntil: Math.max(before.unaskedUntil, at + unaskedMs) };
}

/** A key or a click did something. */
export function acted(before: Deafness, at: number): Deafness {
  return { ...before, actedAt: at };
}

/** A single key that was not heard: what is typed without a pause belongs to the same burst. */
export function ignored(before: Deafness, at: number): Deafness {
  if (at >= before.unaskedUntil) return before;
  return { ...before, unaskedUntil: Math.max(before.unaskedUntil, at + pauseMs) };
}

export type Command = {
  /** It changes something for others: a ticket, a proposal, a message. */
  decides: boolean;
  /** The key types a character; combinations with mod are never meant for a text. */
  isCharacter: boolean;
  /** It only moves along the list. */
  repeats: boolean;
};

/** True when the command is not to be heard at `at`. */
export function isDeafTo({ unaskedUntil, settledAt }: Deafness, command: Command, at: number): boolean {
  if (!command.isCharacter) return false;
  if (at < unaskedUntil && !command.repeats) return true;
  return command.decides && at < settledAt;
}

/** Until when nothing can be decided by a single key or a click. */
export function deafUntil({ unaskedUntil, settledAt }: Deafness): number {
  return Math.max(unaskedUntil, settledAt);
}

function finite(time: number): number {
  return time === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : time;
}
