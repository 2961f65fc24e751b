/** The frame of every page at the desk: navigation, connection, skip link, `<main>`. The page brings its heading. */
"use client";
import type { ReactNode } from "react";
import { focusPlaceOf } from "../shortcuts/liveness";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useTheme } from "../ui/theme";
import type { Account } from "./account-menu";
import type { Connection } from "./connection-words";
import type { DeskNotice } from "./desk-notice";
import { StatusLine } from "./desk-notices";
import { destinationsFor } from "./destinations";
import { GoShortcut } from "./go-shortcut";
import { SideNavigation } from "./side-navigation";
import { TabBar } from "./tab-bar";
import { useLeave } from "./use-leave";

export type DeskShellProps = {
  account: Account;
  /** Signs out; a server action will do. */
  onSignOut: () => void;
  /** How many wait, by path, e.g. `{ "/inbox": 12 }`. */
  counts?: Readonly<Record<string, number>>;
  connection: Connection;
  /** What the person is told whatever the page, the most urgent first. */
  notices: readonly DeskNotice[];
  children: ReactNode;
};

export function DeskShell({
  account,
  onSignOut,
  counts = {},
  connection,
  notices,
  children,
}: DeskShellProps) {
  const { leave, onLinkClick } = useLeave(connection);
  const [theme, setTheme] = useTheme();
  useShortcut("theme.switch", () => setTheme(isDark(theme) ? "light" : "dark"));
  const frame = { account, onSignOut, counts, connection, notices };
  return (
    <div onClickCapture={onLinkClick} className="group/desk flex h-dvh phone:flex-col">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-panel px-3 py-1.5 font-medium shadow-pop focus:translate-y-0"
      >
        Skip to content
      </a>
      {/* Before the page, whose own way back comes first. */}
      <GoShortcut shortcut="view.back" go={leaveField} />
      {destinationsFor(account.role).map(({ href, shortcut }) => (
        <GoShortcut key={href} shortcut={shortcut} go={() => leave(href)} />
      ))}
      <SideNavigation {...frame} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <StatusLine notices={notices} connection={connection} />
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <TabBar {...frame} />
    </div>
  );
}

/** From here on keys are commands again; Tab goes on from where it was. */
function leaveField() {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focusPlaceOf(focused).isTyping) focused.blur();
}

function isDark(theme: string): boolean {
  return theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}
