/** What an approval binds to: the same values have the same digest however they are written down, and a changed one says where. */
import { createHash } from "node:crypto";
import type { StoredAction } from "./catalogue/queries";
import type { ActionEffect } from "./model";

/** SHA-256 of a value in canonical form: names in order, whatever order they were given in. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** Of what is asked for: the action, on which ticket, with which values, and the description of the tool that does it. */
export function argumentsDigest(
  { name: action, mcp }: Pick<StoredAction, "name" | "mcp">,
  { ticketId, arguments: given }: { ticketId: number; arguments: Record<string, unknown> },
): string {
  return digestOf({ action, ticketId, arguments: given, ...(mcp && { tool: mcp.hash }) });
}

/** JSON with the names of every object in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** A value that differs: where, what it was, and what it is. */
export type Difference = { path: string; before: unknown; after: unknown };

/** Where two values differ, each leaf by its path. */
export function differencesOf(before: unknown, after: unknown, path = ""): Difference[] {
  if (canonical(before ?? null) === canonical(after ?? null)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) =>
    differencesOf(before[name], after[name], path === "" ? name : `${path}.${name}`),
  );
}

/** What changed about an effect: of its object, which says why, and of the words for the change only where that is all. */
export function effectDifferences(before: ActionEffect, after: ActionEffect): Difference[] {
  const ofObject = differencesOf(before.object, after.object);
  return ofObject.length > 0 ? ofObject : differencesOf(before.change, after.change, "change");
}

/** The differences as a sentence each would read: "state running → stopped". */
export function differenceWords(differences: readonly Difference[]): string {
  return differences
    .slice(0, 5)
    .map(({ path, before, after }) => `${path || "it"} was ${valueWords(before)}, is ${valueWords(after)}`)
    .join("; ");
}

function valueWords(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return typeof value === "string" ? value : canonical(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
