/** The formats with their rows, a button each, and the same by command line. */
import { Download } from "lucide-react";
import { type DatasetCounts, datasetFormats, formatPurposes } from "#lib/learning/model";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Table, Td, Th } from "../ui/table";

type DatasetDownloadProps = {
  counts: DatasetCounts;
  /** Decisions about proposed alerting rules: records of their own, for no trainer in particular. */
  ruleDecisions: number;
  origin: string;
  mayExport: boolean;
};

export function DatasetDownload({ counts, ruleDecisions, origin, mayExport }: DatasetDownloadProps) {
  return (
    <>
      <Table label="Export formats">
        <thead>
          <tr>
            <Th>Format</Th>
            <Th className="phone:hidden">For</Th>
            <Th numeric>Rows</Th>
            {mayExport && <Th>File</Th>}
          </tr>
        </thead>
        <tbody>
          {datasetFormats.map((format) => (
            <tr key={format}>
              <Td className="align-middle font-mono text-sm whitespace-nowrap">{format}</Td>
              <Td className="align-middle text-ink-muted phone:hidden">{formatPurposes[format]}</Td>
              <Td numeric className="align-middle tabular-nums">
                {counts.formats[format].toLocaleString("en")}
              </Td>
              {mayExport && (
                <Td>
                  <div className="flex items-center gap-1">
                    <Button asChild size="sm">
                      <a href={`/api/dataset?format=${format}`} download aria-label={`Download ${format}`}>
                        <Download aria-hidden />
                        Rows
                      </a>
                    </Button>
                    <Button asChild size="sm" variant="ghost">
                      <a
                        href={`/api/dataset/manifest?format=${format}`}
                        download
                        aria-label={`Download the manifest of ${format}`}
                      >
                        Manifest
                      </a>
                    </Button>
                  </div>
                </Td>
              )}
            </tr>
          ))}
          <tr>
            <Td className="align-middle font-mono text-sm whitespace-nowrap">rule-decisions</Td>
            <Td className="align-middle text-ink-muted phone:hidden">
              Proposed alerting rules: what was proposed, on what evidence, and what was decided.
            </Td>
            <Td numeric className="align-middle tabular-nums">
              {ruleDecisions.toLocaleString("en")}
            </Td>
            {mayExport && (
              <Td>
                <Button asChild size="sm">
                  <a href="/api/dataset/rule-decisions" download aria-label="Download rule decisions">
                    <Download aria-hidden />
                    Rows
                  </a>
                </Button>
              </Td>
            )}
          </tr>
        </tbody>
      </Table>
      <p className="mt-4 mb-2 max-w-prose text-ink-muted">
        {mayExport
          ? "With an API key that has the scope dataset.export (Settings, API keys). The manifest lists the origin of each row: decision, model, pipeline, propensity, gate, split, hash."
          : "Leads and administrators can export. Ask one of them for the files or an API key."}
      </p>
      <CodeBlock
        label="Export by command line"
        code={`curl -H "Authorization: Bearer $VIGIL_KEY" \\
  "${origin}/api/dataset?format=trl-dpo" -o vigil-trl-dpo.jsonl`}
      />
    </>
  );
}
