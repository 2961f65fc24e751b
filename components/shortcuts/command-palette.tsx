/** The `mod+K` palette: what can be done at this moment, and tickets, people and articles, found by typing. */
"use client";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import { announce } from "../live/announcer";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";
import { floatStyle, menuItemStyle } from "../ui/menu-style";
import { useReturnFocus } from "../ui/return-focus";
import { Veil } from "../ui/veil";
import type { Scene } from "./deafness";
import { type Finds, PaletteFinds, paletteGroupStyle } from "./palette-finds";
import { useAttention, useBindings } from "./provider";
import { keysOf, type ShortcutId, shortcutOf } from "./registry";
import { groups } from "./shortcut";
import { useShortcut } from "./use-shortcut";

export function CommandPalette() {
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState("");
  const [finds, setFinds] = useState<Finds>({ values: "", isLooking: false });
  /** Enter was pressed before the server had answered: what it finds first is opened when it comes. */
  const [isAwaited, setIsAwaited] = useState(false);
  const [selected, setSelected] = useState("");
  const list = useRef<HTMLDivElement>(null);
  // Of what the server found nothing is selected by itself, and Enter would do nothing.
  const takeFinds = useCallback((found: Finds) => {
    setFinds(found);
    // Where nothing was found Enter is spent: what arrives a minute later opens by itself no more.
    if (!found.isLooking) setIsAwaited(false);
    if (found.values && !list.current?.querySelector("[cmdk-item][aria-selected=true]"))
      setSelected(found.values.split("\n", 1).join());
  }, []);
  const chosen = useRef<ShortcutId>(undefined);
  const place = useRef<string>(undefined);
  const router = useRouter();
  const bindings = useBindings();
  const attention = useAttention();
  const seen = useRef<Scene>(undefined);
  const { remember, giveBack } = useReturnFocus();
  useShortcut("palette.open", () => {
    seen.current = attention.scene();
    setWords("");
    setSelected("");
    setIsAwaited(false);
    setIsOpen((before) => !before);
  });

  /** What was found for other words is not what Enter means; a command is known at once. */
  function awaitFinds(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !finds.isLooking) return;
    if (selected && !finds.values.split("\n").includes(selected)) return;
    event.preventDefault();
    setIsAwaited(true);
  }

  /** Runs the choice once the dialog has gone, so that the command may move the focus. */
  function runChosen(event: Event) {
    const id = chosen.current;
    const href = place.current;
    chosen.current = undefined;
    place.current = undefined;
    giveBack(event);
    if (href) router.push(href);
    if (!id) return;
    event.preventDefault();
    if (shortcutOf(id).decides && attention.scene() !== seen.current)
      return announce("The ticket has changed in the meantime. Nothing was done.");
    bindings.run(id);
  }

  return (
    <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
      <Radix.Portal>
        <Veil />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={runChosen}
          className={cn(
            floatStyle,
            "fixed top-[14vh] left-1/2 w-140 max-w-[calc(100vw-2rem)] -translate-x-1/2 animate-fade rounded-lg p-0",
          )}
        >
          <Radix.Title className="sr-only">Commands</Radix.Title>
          <Command loop label="Commands" value={selected} onValueChange={setSelected} onKeyDown={awaitFinds}>
            <Command.Input
              value={words}
              onValueChange={(typed) => {
                setWords(typed);
                setIsAwaited(false);
              }}
              placeholder="Find a ticket, a person, an article or a command"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-md outline-none placeholder:text-ink-faint coarse:text-lg"
            />
            <Command.List ref={list} className="scroll-region max-h-[50vh] p-1">
              {/* The palette counts its commands alone: what the server found is not among them. */}
              {!finds.isLooking && !finds.values && (
                <Command.Empty className="px-3 py-6 text-center text-ink-muted">No results.</Command.Empty>
              )}
              {isOpen && (
                <PaletteFinds
                  words={words}
                  isAwaited={isAwaited}
                  onFinds={takeFinds}
                  onChoose={(href) => {
                    place.current = href;
                    setIsOpen(false);
                  }}
                />
              )}
              {isOpen && (
                <PaletteGroups
                  ids={bindings.bound().filter((id) => shortcutOf(id).palette)}
                  onChoose={(id) => {
                    chosen.current = id;
                    setIsOpen(false);
                  }}
                />
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteGroups({ ids, onChoose }: { ids: ShortcutId[]; onChoose: (id: ShortcutId) => void }) {
  return groups.map((group) => {
    const members = ids.filter((id) => shortcutOf(id).group === group);
    if (members.length === 0) return null;
    return (
      <Command.Group key={group} heading={group} className={paletteGroupStyle}>
        {members.map((id) => {
          const keys = keysOf(id);
          return (
            <Command.Item
              key={id}
              value={`${group} ${shortcutOf(id).label}`}
              onSelect={() => onChoose(id)}
              className={cn(menuItemStyle, "px-3")}
            >
              <span className="flex-1">{shortcutOf(id).label}</span>
              {keys && <Kbd keys={keys} className="text-ink-faint" />}
            </Command.Item>
          );
        })}
      </Command.Group>
    );
  });
}
