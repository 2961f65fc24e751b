/** A chart's figures as a table: the exact alternative to every drawing. */
import { type ChartPoint, type FigureFormat, figureWords, rowsOf, xWords } from "./chart-data";
import { Table, Td, Th } from "./table";

type ChartTableProps = { label: string; points: readonly ChartPoint[]; format: FigureFormat };

export function ChartTable({ label, points, format }: ChartTableProps) {
  const { series, rows } = rowsOf(points);
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>
            <span className="sr-only">{label}</span>
          </Th>
          {series.map((name) => (
            <Th key={name} numeric>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ x, figures }) => (
          <tr key={x}>
            <Td>{xWords(x)}</Td>
            {series.map((name) => (
              <Td key={name} numeric>
                {figureWords(figures[name] ?? null, format)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
