/** Hashing of passwords, a few at once: each takes a processor for a while, and the desk must answer meanwhile. */
import { availableParallelism } from "node:os";
import { hashPassword as hash, verifyPassword as verify } from "better-auth/crypto";
import pLimit from "p-limit";
import { AppError } from "../errors";

/** At least one processor stays free, and half the threads that files and names are looked up with. */
const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Whoever comes when this many wait is asked to come back. */
const mostWaiting = 100;
const turn = pLimit(atOnce);

/** The hash that is kept of a password. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

/** Whether a password is the one that was hashed. */
export function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return inTurn(() => verify(given));
}

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (turn.pendingCount < mostWaiting) return turn(work);
  throw new AppError("unavailable", "Too many people are signing in at this moment. Try again shortly.");
}
