/** No key means two things at once, none is out of reach, every group and scope is used. */
import { describe, expect, test } from "vitest";
import { isModCombo, strokesOf } from "../ui/key-combo";
import { scopesOverlap, shortcuts } from "./registry";
import type { Shortcut } from "./shortcut";

const everyKey = Object.entries<Shortcut>(shortcuts).flatMap(([id, { keys, scope }]) =>
  keys.map((combo) => ({ id, combo, scope })),
);
type Key = (typeof everyKey)[number];

/** Two keys conflict when both can be live and one is the other or begins it. */
function conflict(one: Key, other: Key): boolean {
  const canMeet = scopesOverlap(one.scope, other.scope) || isModCombo(one.combo);
  const [short = [], long = []] = [strokesOf(one.combo), strokesOf(other.combo)].sort(
    (a, b) => a.length - b.length,
  );
  return canMeet && short.every((stroke, place) => long[place] === stroke);
}

describe("the registry", () => {
  test("has no conflicting keys", () => {
    const conflicts = everyKey.flatMap((one, place) =>
      everyKey
        .slice(place + 1)
        .filter((other) => conflict(one, other))
        .map((other) => `${one.id} and ${other.id}: ${one.combo}`),
    );
    expect(conflicts).toEqual([]);
  });

  test("the check sees same keys, prefixes and mod-combinations across scopes", () => {
    const key = (combo: string, scope: Key["scope"]): Key => ({ id: combo, combo, scope });
    expect(conflict(key("a", "list"), key("a", "proposal"))).toBe(true);
    expect(conflict(key("g", "list"), key("g i", "everywhere"))).toBe(true);
    expect(conflict(key("mod+K", "reasons"), key("mod+k", "list"))).toBe(true);
    expect(conflict(key("1", "reasons"), key("1", "proposal"))).toBe(false);
    expect(conflict(key("a", "list"), key("g a", "everywhere"))).toBe(false);
  });

  test("uses no Alt and no browser's own combination", () => {
    const taken = ["mod+w", "mod+t", "mod+n", "mod+l", "mod+r", "mod+shift+t", "mod+shift+n"];
    for (const { combo } of everyKey) {
      expect(combo.toLowerCase()).not.toContain("alt");
      expect(taken).not.toContain(strokesOf(combo)[0]);
    }
  });

  test("lets no decision be repeated by a key that is held", () => {
    const held = Object.entries<Shortcut>(shortcuts).filter(([, { decides, repeats }]) => decides && repeats);
    expect(held).toEqual([]);
  });

  test("gives every label once", () => {
    const labels = Object.values<Shortcut>(shortcuts).map(({ group, label }) => `${group}/${label}`);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
