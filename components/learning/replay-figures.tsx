/** The figures of a replay with their definitions: beside the last quarter and the baseline, or beside another replay. */
import { type FigureRow, figureRows, type ReplayRun } from "#lib/replay/model";
import { Table, Td, Th } from "../ui/table";
import { differenceText, figureText } from "./replay-text";

type ReplayFiguresProps = { shown: ReplayRun; beside: ReplayRun | null };

export function ReplayFigures({ shown, beside }: ReplayFiguresProps) {
  const all = figureRows(shown.report.all);
  const columns = beside ? compared(shown, beside) : alone(shown);
  return (
    <Table label="Figures">
      <thead>
        <tr>
          <Th>Figure</Th>
          {columns.map(({ title }) => (
            <Th key={title} numeric>
              {title}
            </Th>
          ))}
          <Th>Definition</Th>
        </tr>
      </thead>
      <tbody>
        {all.map((row) => (
          <tr key={row.key}>
            <Td className="whitespace-nowrap">{row.label}</Td>
            {columns.map(({ title, text }) => (
              <Td key={title} numeric className="tabular-nums">
                {text(row)}
              </Td>
            ))}
            <Td className="text-sm text-ink-faint">{row.definition}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Column = { title: string; text: (row: FigureRow) => string };

function alone({ report }: ReplayRun): Column[] {
  return [
    column("All", figureRows(report.all)),
    column("Last quarter", figureRows(report.last_quarter)),
    column("15 nearest", figureRows(report.baseline.all)),
  ];
}

function compared(shown: ReplayRun, beside: ReplayRun): Column[] {
  const ours = figureRows(shown.report.all);
  const theirs = figureRows(beside.report.all);
  return [
    column(shown.name, ours),
    column(beside.name === shown.name ? `${beside.name} (#${beside.id})` : beside.name, theirs),
    { title: "Difference", text: ({ key }) => differenceText(figureIn(ours, key), figureIn(theirs, key)) },
  ];
}

function column(title: string, rows: readonly FigureRow[]): Column {
  return { title, text: ({ key }) => figureText(figureIn(rows, key)) };
}

function figureIn(rows: readonly FigureRow[], wanted: string): number | null | undefined {
  return rows.find(({ key }) => key === wanted)?.value;
}
