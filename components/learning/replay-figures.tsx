/** The figures of a replay with their definitions, by the question they answer: beside the last quarter and the baseline, or beside another replay. */
import type { ReplayRun } from "#lib/evaluation/model";
import { type FigureRow, figureRows } from "#lib/evaluation/rules";
import { cn } from "../ui/cn";
import { ListTable, Td } from "../ui/table";
import { groupFigures } from "./figure-groups";
import { differenceOf, figureText } from "./replay-text";

type ReplayFiguresProps = { shown: ReplayRun; beside: ReplayRun | null };

export function ReplayFigures({ shown, beside }: ReplayFiguresProps) {
  const columns = beside ? compared(shown, beside) : alone(shown);
  const headings = [
    "Figure",
    ...[...columns.map(({ title }) => title), ...(beside ? ["Difference"] : [])].map((label) => ({
      label,
      numeric: true,
    })),
    "Definition",
  ];
  const groups = groupFigures(figureRows(shown.report.all));
  return (
    <ListTable label="Figures by question" columns={headings} hasButtons={false} isGrouped>
      {groups.map(({ question, rows }) => (
        <tbody key={question}>
          <tr>
            <th scope="rowgroup" colSpan={columns.length + (beside ? 3 : 2)} className="pt-5 pb-1 text-left">
              {question}
            </th>
          </tr>
          {rows.map((row) => (
            <tr key={row.key}>
              <Td className="whitespace-nowrap">{row.label}</Td>
              {columns.map(({ title, rows: figures }) => (
                <Td key={title} numeric>
                  {figureText(row.key, figureIn(figures, row.key))}
                </Td>
              ))}
              {beside && (
                <Td numeric>
                  <DifferenceCell row={row} beside={beside} />
                </Td>
              )}
              <Td className="min-w-64 text-sm text-ink-faint">{row.definition}</Td>
            </tr>
          ))}
        </tbody>
      ))}
    </ListTable>
  );
}

function DifferenceCell({ row, beside }: { row: FigureRow; beside: ReplayRun }) {
  const difference = differenceOf(row.key, row.value, figureIn(figureRows(beside.report.all), row.key));
  if (!difference) return "–";
  const { text, verdict } = difference;
  if (verdict === "same") return <span className="text-ink-faint">{text}</span>;
  return (
    <span
      className={cn("whitespace-nowrap", verdict === "better" ? "text-positive-ink" : "text-critical-ink")}
    >
      {text} {verdict}
    </span>
  );
}

type Column = { title: string; rows: FigureRow[] };

function alone({ report }: ReplayRun): Column[] {
  return [
    { title: "All", rows: figureRows(report.all) },
    { title: "Last quarter", rows: figureRows(report.last_quarter) },
    { title: "15 nearest", rows: figureRows(report.baseline.all) },
  ];
}

function compared(shown: ReplayRun, beside: ReplayRun): Column[] {
  const name = beside.name === shown.name ? `${beside.name} (#${beside.id})` : beside.name;
  return [
    { title: shown.name, rows: figureRows(shown.report.all) },
    { title: name, rows: figureRows(beside.report.all) },
  ];
}

function figureIn(rows: readonly FigureRow[], wanted: string): number | null | undefined {
  return rows.find(({ key }) => key === wanted)?.value;
}
