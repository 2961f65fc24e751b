/** What the import page does. */
"use server";
import { cancelImport, startImport, undoImport } from "#lib/imports/commands";
import { action } from "../../../action";

export const startImportAction = action(startImport);
export const cancelImportAction = action(cancelImport);
export const undoImportAction = action(undoImport);
