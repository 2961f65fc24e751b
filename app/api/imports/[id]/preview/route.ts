/** `POST /api/imports/<id>/preview`: what the file would come to, read by the mapping in the body. */
import { z } from "zod";
import { Mapping } from "#lib/imports/model";
import { previewImport } from "#lib/imports/preview";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

const Input = z.object({ id: idInAddress, mapping: Mapping.nullable().default(null) });

export const POST = endpoint("ticket.import", Input, (ctx, { id, mapping }) =>
  previewImport(ctx, id, mapping),
);
