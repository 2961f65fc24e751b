/** Tickets from files. */
import type { Metadata } from "next";
import { ImportScreen } from "#components/imports/import-screen";
import { imports } from "#lib/imports/queries";
import { requireCtx } from "../../../session";
import { cancelImportAction, startImportAction, undoImportAction } from "./actions";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  const ctx = await requireCtx("ticket.import");
  return (
    <ImportScreen
      imports={await imports(ctx)}
      start={startImportAction}
      cancel={cancelImportAction}
      undo={undoImportAction}
    />
  );
}
