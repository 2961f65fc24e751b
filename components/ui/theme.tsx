/** The theme a person chose: system, light or dark. CSS does the rest; no script runs before the first paint. */
"use client";
import { usePreference } from "./preferences";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The current choice and its setter; the change shows at once and is remembered. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [stored, store] = usePreference("theme", "system");
  const theme = themes.find((known) => known === stored) ?? "system";
  function choose(next: Theme) {
    document.documentElement.dataset.theme = next;
    store(next);
  }
  return [theme, choose];
}
