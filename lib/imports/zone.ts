/** What the clocks of a zone show. Pure. */

/** How far the clocks of `zone` are ahead of UTC when they show `local`, in milliseconds. */
export function zoneOffset(local: number, zone: string): number {
  const ahead = (instant: number) => {
    const parts = clock(zone).formatToParts(instant);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    return (
      Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) -
      instant
    );
  };
  // The first guess may lie on the other side of a clock change.
  return ahead(local - ahead(local));
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = "numeric";
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(zone, made);
  return made;
}
