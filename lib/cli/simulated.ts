/** What the simulations of incidents share: options that are numbers, and the report they print. */
import { writeFile } from "node:fs/promises";
import { UsageError } from "./subcommand";

/** The options as numbers; throws `UsageError` where one is none, or negative. */
export function amounts<Name extends string>(given: Readonly<Record<Name, string>>): Record<Name, number> {
  const read = Object.entries<string>(given).map(([name, text]) => [name, Number(text)] as const);
  if (!read.every(([, number]) => Number.isFinite(number) && number >= 0))
    throw new UsageError("The options take numbers.");
  return Object.fromEntries(read) as Record<Name, number>;
}

/** Prints a report as JSON, and writes it to a file where one is named; numbers are rounded to three places. */
export async function printReport(report: object, file: string | undefined): Promise<void> {
  const rounded = (_key: string, value: unknown) =>
    typeof value === "number" ? Number(value.toFixed(3)) : value;
  const text = `${JSON.stringify(report, rounded, 2)}\n`;
  process.stdout.write(text);
  if (file) await writeFile(file, text);
}
