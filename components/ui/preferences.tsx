/** Small per-browser settings (theme, pane sizes, single keys) kept in cookies, so that the server renders them right at once. */
"use client";
import { createContext, type ReactNode, useContext, useState } from "react";
import { writePreference } from "./preference-cookies";

type Preferences = { values: Record<string, string>; set(name: string, value: string): void };
const PreferencesContext = createContext<Preferences>({ values: {}, set: () => {} });

/** `initial` holds the settings this request came with. */
export function PreferencesProvider(props: { initial: Record<string, string>; children: ReactNode }) {
  const [values, setValues] = useState(props.initial);
  function set(name: string, value: string) {
    setValues((before) => ({ ...before, [name]: value }));
    writePreference(name, value);
  }
  return <PreferencesContext value={{ values, set }}>{props.children}</PreferencesContext>;
}

/** One setting and its setter, e.g. `usePreference("single-keys", "on")`. */
export function usePreference(name: string, fallback: string): [string, (value: string) => void] {
  const { values, set } = useContext(PreferencesContext);
  return [values[name] ?? fallback, (value) => set(name, value)];
}
