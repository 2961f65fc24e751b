/** How large a file is, in the unit that suits it. Pure. */

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** E.g. "12.5 kB", "70 bytes"; at most one decimal. */
export function fileSize(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat("en", {
    style: "unit",
    unit: units[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
