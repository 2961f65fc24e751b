/** Who is signed in and as what; theme, shortcuts, sign out. */
"use client";
import { Keyboard, LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { type Role, roleNames } from "#lib/platform/rules";
import { useBindings } from "../shortcuts/provider";
import { keysOf } from "../shortcuts/registry";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { themes, useTheme } from "../ui/theme";

export type Account = { name: string; email: string; role: Role };

type AccountMenuProps = { account: Account; onSignOut: () => void; children: ReactNode };

const themeNames = { system: "System", light: "Light", dark: "Dark" };

/** `children` is the one button that opens it. */
export function AccountMenu({ account, onSignOut, children }: AccountMenuProps) {
  const [theme, setTheme] = useTheme();
  const { run } = useBindings();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent className="w-60" side="top">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{account.name}</p>
          <p className="truncate text-sm text-ink-muted">{account.email}</p>
          <p className="text-sm text-ink-faint">{roleNames[account.role]}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(next) => setTheme(themes.find((known) => known === next) ?? "system")}
        >
          {themes.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              {themeNames[each]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Keyboard />} keys={keysOf("help.open")} onSelect={() => run("help.open")}>
          Keyboard shortcuts
        </DropdownMenuItem>
        <DropdownMenuItem icon={<LogOut />} onSelect={onSignOut}>
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
