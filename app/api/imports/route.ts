/** Imports: `GET` lists them; `POST ?fileName=tickets.csv` takes the bytes of a file in. */
import { z } from "zod";
import { uploadImport } from "#lib/imports/commands";
import { largestUpload } from "#lib/imports/model";
import { imports } from "#lib/imports/queries";
import { bodyOf } from "#lib/platform/body";
import { endpoint, upload } from "../../endpoint";

export const GET = endpoint("ticket.import", z.object({}), imports);

const Named = z.object({ fileName: z.string().min(1).max(255) });

export const POST = upload("ticket.import", Named, async (ctx, { fileName }, request) => {
  const bytes = new Uint8Array(await bodyOf(request, largestUpload));
  const format = /\.(jsonl|ndjson|json)$/i.test(fileName) ? "jsonl" : "csv";
  return uploadImport(ctx, { fileName, format, bytes });
});
