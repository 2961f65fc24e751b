/** The imports there were: how far each is, what it brought, what was learned from it, and the way back. */
"use client";
import type { Import } from "#lib/imports/model";
import { countWords } from "#lib/platform/count/rules";
import { Refusal } from "../refusal";
import { Badge, type Tone } from "../ui/badge";
import { Button } from "../ui/button";
import { Meter } from "../ui/meter";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { notify } from "../ui/toast";
import { useAction } from "../use-action";
import type { ImportActions } from "./import-actions";

type ImportTableProps = Pick<ImportActions, "cancel" | "undo"> & {
  imports: readonly Import[];
  onChanged: () => void;
};

const stateWords: Record<Import["status"], string> = {
  ready: "Ready",
  running: "Running",
  done: "Done",
  cancelled: "Cancelled",
  failed: "Failed",
  undone: "Undone",
};

const tones: Record<Import["status"], Tone> = {
  ready: "neutral",
  running: "accent",
  done: "positive",
  cancelled: "neutral",
  failed: "critical",
  undone: "neutral",
};

export function ImportTable({ imports, cancel, undo, onChanged }: ImportTableProps) {
  const cancelling = useAction("import-table.cancelling", cancel, onChanged);
  const undoing = useAction("import-table.undoing", undo, ({ removed, kept }) => {
    onChanged();
    const rest = kept > 0 ? ` ${kept} are kept because someone has worked on them.` : "";
    notify({ title: `${countWords(removed, "ticket")} removed.${rest}` });
  });
  return (
    <>
      <Refusal>{cancelling.refusal ?? undoing.refusal}</Refusal>
      <ListTable label="Imported files" columns={["File", "State", "Result"]}>
        {imports.map((one) => (
          <tr key={one.id}>
            <Td>
              <p className="font-medium break-all">{one.fileName}</p>
              <p className="text-sm text-ink-muted">
                {one.createdBy} · <RelativeTime time={one.createdAt} />
              </p>
            </Td>
            <Td>
              <Badge tone={tones[one.status]}>{stateWords[one.status]}</Badge>
            </Td>
            <Td className="text-sm">
              <Result one={one} />
            </Td>
            <Td className="text-right whitespace-nowrap">
              {one.status === "running" && (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={cancelling.busy}
                  onClick={() => cancelling.run(one)}
                >
                  Cancel
                </Button>
              )}
              {canUndo(one) && (
                <Button size="sm" variant="ghost" busy={undoing.busy} onClick={() => undoing.run(one)}>
                  Undo import
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}

function canUndo({ status, figures }: Import): boolean {
  return ["done", "cancelled", "failed"].includes(status) && figures.tickets > 0;
}

function Result({ one: { status, done, total, figures, learnt } }: { one: Import }) {
  if (status === "undone") return <p className="text-ink-muted">Its tickets were removed.</p>;
  return (
    <>
      {status === "running" && (
        <Meter label="Progress" value={done} max={Math.max(1, total)} text={`${done} of ${total}`} />
      )}
      <p>
        {countWords(figures.tickets, "ticket")} with {countWords(figures.events, "event")}
        {figures.known > 0 && `, ${figures.known.toLocaleString("en")} were here already`}
      </p>
      {learnt && (
        <p className="text-ink-muted">
          Learnt from {countWords(learnt.tickets, "closed ticket")}:{" "}
          {countWords(learnt.replies, "reply", "replies")}
          {learnt.tools.length > 0 &&
            `, ${countWords(learnt.tools.length, "diagnostic")} (${learnt.tools.join(", ")})`}
        </p>
      )}
      {figures.faultCount > 0 && (
        <details>
          <summary className="cursor-pointer text-caution-ink">
            {countWords(figures.faultCount, "line")} left out
          </summary>
          <ul className="list-disc pl-5 text-ink-muted">
            {figures.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
