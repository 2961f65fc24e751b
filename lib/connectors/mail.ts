/** What a sender may tell of a message that came as mail: its HTML, its headers, whether a program wrote it. */
import { z } from "zod";
import { maxTextLength } from "#lib/tickets/inbound-event";
import { type Origin, originOf } from "#lib/tickets/message/automatic";
import { originByHeaders } from "#lib/tickets/message/automatic-headers";
import { plainText } from "#lib/tickets/message/plain-text";

/** Fields of a message beside its text; docs/webhook.md explains each. */
export const mailFields = {
  html: z.string().max(maxTextLength).optional(),
  headers: z
    .record(z.string().max(200), z.union([z.string(), z.array(z.string())]))
    .refine((headers) => Object.keys(headers).length <= 200, "holds more than 200 headers")
    .optional(),
  automatic: z.boolean().optional(),
};
type Mail = { text?: string | undefined } & {
  [Field in keyof typeof mailFields]?: z.infer<(typeof mailFields)[Field]> | undefined;
};

/** The words of a message: its text, or where there is none what a reader of its HTML sees. */
export function bodyOf({ text, html }: Mail): string {
  if (text !== undefined && /\S/.test(text)) return text;
  return plainText(html ?? "").slice(0, maxTextLength);
}

/** Who wrote it, as far as the sender says; undefined where its words must tell. */
export function statedOrigin(mail: Mail): Exclude<Origin, "unsure"> | undefined {
  const { automatic, headers = {} } = mail;
  if (automatic === false) return "person";
  const subject = Object.entries(headers).find(([name]) => name.toLowerCase() === "subject")?.[1] ?? "";
  const byWords = originOf([[subject].flat().join(" "), bodyOf(mail)].join("\n"), undefined);
  const isTold = byWords !== "unsure" && byWords !== "person";
  const byHeaders = originByHeaders(headers);
  // Headers tell that a program wrote it better than of which kind it is.
  if (byHeaders === "notice" || byHeaders === "absence" || automatic)
    return isTold ? byWords : (byHeaders ?? "notice");
  return byHeaders ?? (isTold && subject !== "" ? byWords : undefined);
}
