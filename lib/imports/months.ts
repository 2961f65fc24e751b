/** Names of months, full and short, in the languages exports are written in, as the platform spells them. Pure. */

const languages = [
  ...["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da"],
  ...["nb", "fi", "cs", "ru", "uk", "tr", "hu", "ro"],
];

/** The number of a month from its name, 1 to 12; null for another word. No two languages call different months alike. */
export function monthOf(name: string): number | null {
  return months().get(plain(name)) ?? null;
}

let known: ReadonlyMap<string, number> | undefined;
function months(): ReadonlyMap<string, number> {
  known ??= new Map(
    languages.flatMap((language) =>
      // Some languages write the month otherwise beside a day than alone.
      ([{ month: "long" }, { month: "short" }] as const)
        .flatMap((form) => [form, { ...form, day: "numeric" } as const])
        .flatMap((form) => {
          const format = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" });
          return Array.from({ length: 12 }, (_, index): [string, number] => {
            const parts = format.formatToParts(Date.UTC(2024, index, 15));
            return [plain(parts.find(({ type }) => type === "month")?.value ?? ""), index + 1];
          });
        }),
    ),
  );
  return known;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}.]/gu, "");
}
