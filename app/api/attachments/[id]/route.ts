/** A file that came with a message: `GET /api/attachments/<id>`. Pictures may be drawn, everything else is only saved. */
import { z } from "zod";
import { isPicture } from "#lib/attachments/model";
import { attachmentById } from "#lib/attachments/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.string().max(64) }), async (ctx, { id }) => {
  const { name, type, content } = await attachmentById(ctx, id);
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": type,
      "content-length": String(content.byteLength),
      "content-disposition": `${isPicture(type) ? "inline" : "attachment"}; ${fileName(name)}`,
      // A stranger sent it: it is taken for what it says it is, loads nothing and runs nothing, whatever it holds.
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, max-age=3600",
    },
  });
});

/** The name twice (RFC 6266): as old browsers read it, and whole. */
function fileName(name: string): string {
  const plain = name.replace(/[^ -~]|["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}
