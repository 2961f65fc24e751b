/** Names of things in the pretend cloud, made up for a customer. */

import { regions } from "../diagnostics/regions";
import type { Dice } from "../dice";
import type { StoryCustomer } from "../model";

/** A project of the customer; those that are told in the notes come first. */
export function project(dice: Dice, { notes, key }: StoryCustomer): string {
  const known = /Projects? ([\w-]+)(?:, ([\w-]+))?/.exec(notes);
  const names = [known?.[1], known?.[2]].filter((name) => name !== undefined);
  return dice.pick([
    names[0] ?? `${key}-prod`,
    ...names.slice(1),
    `${key}-${dice.pick(["web", "data", "jobs"])}`,
  ]);
}

export function region(dice: Dice): string {
  return dice.pick(regions);
}

/** An id as the platform gives them out: `vm-3f09c2`. */
export function idOf(prefix: string, digits: number, dice: Dice): string {
  const low = 16 ** (digits - 1);
  return `${prefix}-${dice.between(low, 16 * low - 1).toString(16)}`;
}

/** A name people give to what they run: `orders`, `search`. */
export function workload(dice: Dice): string {
  return dice.pick([
    "orders",
    "search",
    "billing",
    "api",
    "images",
    "reports",
    "mail",
    "events",
    "catalog",
    "chat",
    "sync",
    "ingest",
    "exports",
    "sessions",
    "payments",
    "metrics",
    "frontend",
    "workers",
  ]);
}

/** A weekday or a time of day, as people say when it began. */
export function since(dice: Dice): string {
  return dice.pick([
    "this morning",
    "an hour ago",
    "last night",
    "about noon",
    "10 minutes ago",
    "yesterday evening",
    "the deployment",
    "half an hour ago",
    "the weekend",
    "our release",
  ]);
}
