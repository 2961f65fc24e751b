/** What the headers of a mail say about who wrote it (RFC 3834, RFC 3464, RFC 8098, and what mail systems really send). Pure. */
import type { AutomaticKind } from "../model";

/** Headers by name, in any case; one that stands there several times as a list. */
export type MailHeaders = Record<string, string | string[]>;

/** The kind of automatic mail the headers tell; undefined where they tell nothing. */
export function originByHeaders(headers: MailHeaders): AutomaticKind | undefined {
  const named = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join("\n").trim()]),
  );
  const read = (name: string) => named.get(name)?.toLowerCase() ?? "";
  const type = read("content-type");
  const sender = `${read("from")} ${read("sender")} ${read("return-path")}`;
  if (type.includes("disposition-notification") || named.has("disposition")) return "receipt";
  if (type.includes("delivery-status") || named.has("x-failed-recipients")) return "bounce";
  if (/mailer-daemon|postmaster@/.test(sender)) return "bounce";
  const [submitted = ""] = read("auto-submitted").split(/[;\s]/, 1);
  if (submitted === "auto-replied" || replies.some((name) => isSet(read(name)))) return "absence";
  if (submitted !== "" && submitted !== "no") return "notice";
  // The empty return path is kept for what no answer may go back to: reports, and answering machines.
  if (read("return-path") === "<>") return "notice";
  const precedence = read("precedence");
  if (precedence === "auto_reply") return "absence";
  if (["bulk", "junk", "list"].includes(precedence)) return "notice";
  if (/(?:^|[<\s])(?:no-?reply|do-?not-?reply|bounces?)[+@-]/.test(sender)) return "notice";
  return undefined;
}

/** Headers by which answering machines call themselves. */
const replies = [
  "x-autoreply",
  "x-autorespond",
  "x-auto-reply",
  "x-autoreply-from",
  "x-mail-autoreply",
  "x-autoresponder",
];

function isSet(value: string): boolean {
  return value !== "" && value !== "no" && value !== "false" && value !== "0";
}
