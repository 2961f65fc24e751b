/** Reads the table of services and customers that somebody pastes. Pure. */
import { readRows } from "#lib/imports/rows";
import { AppError } from "#lib/platform/errors";

export type MapLine = { service: string; customer: string };

const mostLines = 20_000;

/** The lines of a table `service,customer`; a head line, and what begins with `#`, is passed over. Throws `invalid` for a line with one column. */
export function readServiceMap(csv: string): MapLine[] {
  const { rows: lines, faults } = readRows(csv.replaceAll(/^#.*$/gm, ""));
  if (faults[0]) throw refused(faults[0]);
  if (lines.length > mostLines) throw refused(`A table has at most ${mostLines} lines.`);
  const isHead = /^(?:service|dienst)$/i.test(lines[0]?.cells[0] ?? "");
  return (isHead ? lines.slice(1) : lines).map(({ line, cells: [service, who] }) => {
    if (service && who) return { service, customer: who };
    throw refused(`Line ${line} has no service or no customer.`);
  });
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { fields: [{ field: "csv", message }] });
}
