/** The `?` dialog: every shortcut by group, and the switch that turns single keys off. */
"use client";
import { useState } from "react";
import { Dialog, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Switch } from "../ui/switch";
import { useSingleKeys } from "./provider";
import { shortcutIds, shortcutOf } from "./registry";
import { type Group, groups } from "./shortcut";
import { useShortcut } from "./use-shortcut";

export function HelpDialog() {
  const [isOpen, setIsOpen] = useState(false);
  const [hasSingleKeys, setHasSingleKeys] = useSingleKeys();
  useShortcut("help.open", () => setIsOpen(true));
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogContent size="lg" title="Keyboard shortcuts">
        <div className="grid grid-cols-2 gap-x-8 phone:grid-cols-1">
          {columns.map((column) => (
            <div key={column.join()}>
              {column.map((group) => (
                <ShortcutGroup key={group} group={group} />
              ))}
            </div>
          ))}
        </div>
        <div className="mt-2 border-t border-line pt-3">
          <Switch
            label="Single keys"
            hint="Off: only Esc, arrows, Enter and combinations with Ctrl or ⌘ stay live."
            checked={hasSingleKeys}
            onCheckedChange={setHasSingleKeys}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function membersOf(group: Group) {
  return shortcutIds
    .map(shortcutOf)
    .filter((shortcut) => shortcut.group === group && shortcut.keys.length > 0);
}

/** Two columns of about the same height; that the browser balances them costs it several layouts. */
const columns = twoColumns();

function twoColumns(): Group[][] {
  const rows = groups.map((group) => membersOf(group).length + 2);
  const half = rows.reduce((sum, count) => sum + count, 0) / 2;
  const middle = (place: number) =>
    rows.slice(0, place).reduce((sum, count) => sum + count, 0) + (rows[place] ?? 0) / 2;
  return [true, false].map((isLeft) => groups.filter((_, place) => middle(place) < half === isLeft));
}

function ShortcutGroup({ group }: { group: Group }) {
  const members = membersOf(group);
  return (
    <section className="mb-4">
      <h3 className="mb-1 text-sm text-ink-faint">{group}</h3>
      <dl>
        {members.map(({ label, keys, choice }) => (
          <div key={label} className="flex min-h-6 items-center justify-between gap-4">
            <dt>{label}</dt>
            <dd className="flex items-center gap-1 text-ink-muted">
              <ShownKeys keys={keys} isChoice={choice} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ShownKeys({ keys, isChoice }: { keys: readonly string[]; isChoice: boolean | undefined }) {
  const [first = "", ...others] = keys;
  const last = others.at(-1);
  const words = isChoice ? `${first} to ${last}` : keys.join(" or ");
  return (
    <>
      <span className="sr-only">{words}</span>
      <Kbd keys={first} />
      {last && isChoice && <span aria-hidden>–</span>}
      {last && <Kbd keys={last} />}
    </>
  );
}
