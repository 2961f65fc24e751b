/** The range of days and the queue, kept in the address. */
"use client";
import { parseAsInteger, parseAsIsoDate } from "nuqs";
import { addDays, RangeInput } from "#lib/analytics/model";
import { useAddressState } from "../address-state";

/** Lengths one click away, in days. */
export const presets = [7, 30, 90] as const;
const usual = 30;

const parsers = { from: parseAsIsoDate, to: parseAsIsoDate, queue: parseAsInteger };

/**
 * The last 30 days unless the address says otherwise; a range the server would refuse comes with its
 * `fault`. `preset` is the length of a range that ends today.
 */
export function useAnalyticsRange(today: string) {
  const [place, setPlace] = useAddressState(parsers, { history: "replace" });
  const to = toDay(place.to) ?? today;
  const from = toDay(place.from) ?? addDays(to, 1 - usual);
  const range = { from, to, ...(place.queue && { queueId: place.queue }) };
  const parsed = RangeInput.safeParse(range);
  return {
    range,
    fault: parsed.success ? undefined : parsed.error.issues[0]?.message,
    preset: to === today ? presets.find((days) => addDays(to, 1 - days) === from) : undefined,
    setPreset: (days: number) =>
      setPlace({ from: days === usual ? null : toDate(addDays(today, 1 - days)), to: null }),
    setFrom: (day: string) => setPlace({ from: toDate(day) }),
    setTo: (day: string) => setPlace({ from: toDate(from), to: toDate(day) }),
    setQueue: (queueId: number | null) => setPlace({ queue: queueId }),
  };
}

function toDay(date: Date | null): string | undefined {
  return date?.toISOString().slice(0, 10);
}

function toDate(day: string): Date | null {
  return day ? new Date(day) : null;
}
