/** What an export of another system would become here; nothing is written. */
import { previewOf } from "#lib/oncall/importers/import";
import { PreviewInput } from "#lib/oncall/inputs";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("oncall.manage", PreviewInput, (ctx, { text }) => previewOf(ctx, text));
