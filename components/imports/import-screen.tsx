/** Tickets from files: upload one, look over how it is read, start it; and the imports there were. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import type { Import } from "#lib/imports/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import type { ImportActions } from "./import-actions";
import { ImportForm } from "./import-form";
import { importsKey, uploadFile, useImports } from "./import-query";
import { ImportTable } from "./import-table";

type ImportScreenProps = ImportActions & { imports: Import[] };

export function ImportScreen({ imports: initial, ...actions }: ImportScreenProps) {
  const { data: imports } = useImports(initial);
  const queryClient = useQueryClient();
  // The list only: the preview of a file that was discarded is no longer there to be asked for.
  const refresh = () => void queryClient.invalidateQueries({ queryKey: importsKey, exact: true });
  const ready = imports.filter(({ status }) => status === "ready");
  const begun = imports.filter(({ status }) => status !== "ready");
  return (
    <>
      <PageHeader
        title="Import"
        description="Closed tickets are what Vigil learns from. A CSV or JSON file as your help desk exports it, with a row per message or per ticket. Nothing is proposed or sent for imported tickets, and an import can be undone as a whole."
        actions={<UploadButton onUploaded={refresh} />}
      />
      {imports.length === 0 && (
        <EmptyState icon={<FileUp />} title="No imports yet">
          Export tickets from your help desk as CSV or JSON and upload the file. You see how it is read before
          anything is imported.
        </EmptyState>
      )}
      {ready.map((one) => (
        <Section
          key={one.id}
          title={one.fileName}
          description="Check how the file is read, then start the import."
        >
          <ImportForm one={one} start={actions.start} cancel={actions.cancel} onChanged={refresh} />
        </Section>
      ))}
      {begun.length > 0 && (
        <Section title="Imports">
          <ImportTable imports={begun} cancel={actions.cancel} undo={actions.undo} onChanged={refresh} />
        </Section>
      )}
    </>
  );
}

function UploadButton({ onUploaded }: { onUploaded: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  async function send(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    setRefusal(undefined);
    await uploadFile(file).then(onUploaded, (error: Error) => setRefusal(error.message));
    setBusy(false);
    if (field.current) field.current.value = "";
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <input
        ref={field}
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
        aria-label="File with tickets"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void send(event.target.files?.[0])}
      />
      <Button variant="primary" busy={busy} onClick={() => field.current?.click()}>
        Upload a file
      </Button>
      <Refusal>{refusal}</Refusal>
    </div>
  );
}
