/** Which lists of a ticket hold its messages, and these as cells. Pure. */
import { isOpenWord, yesOrNo } from "#lib/tickets/role-words";
import { flattened } from "./flatten";
import { readTime } from "./times";

/** What the header of a column that tells of one message begins with. */
export const ofMessage = "Message: ";

/** The column that tells in which list, or under which header, a message stood. */
export const kindHeader = `${ofMessage}kind`;

/** True for the objects of a list that has messages: what was written, most of it different, and when. */
export function isMessageList(objects: readonly Record<string, unknown>[]): boolean {
  const sample = objects.slice(0, 400).map((object) => flattened(object).cells);
  if (sample.length === 0) return false;
  const columns = [...new Set(sample.flatMap((cells) => Object.keys(cells)))].map((key) =>
    sample.flatMap((cells) => cells[key] || []),
  );
  const isTime = (value: string) => readTime(value, { dayFirst: true, zone: "UTC" }) !== null;
  return columns.some((values) => values.length > 0 && values.every(isTime)) && columns.some(isText);
}

/** Sentences, most of them said once, and not what a machine says of itself. */
function isText(values: readonly string[]): boolean {
  const said = values.filter((value) => value.trim().split(/\s+/).length > 2);
  return (
    said.length > values.length * 0.4 &&
    new Set(said).size > said.length * 0.5 &&
    said.filter((value) => /^\S+\/\d[\d.]*\s\(/.test(value)).length < said.length * 0.5
  );
}

/** The objects of a list as cells; `list` is what told them from those of others, where there are several. */
export function messagesOf(
  objects: readonly Record<string, unknown>[],
  list: string,
): Record<string, string>[] {
  const isSomeRestricted = objects.some(isRestricted);
  return objects.map((object) => {
    const isHidden = isRestricted(object);
    const kind = isSomeRestricted ? `${isHidden ? "internal " : ""}${list || "message"}` : list;
    const cells = Object.entries(flattened(object).cells);
    return {
      ...(kind && { [kindHeader]: kind }),
      ...Object.fromEntries(
        cells.map(([key, value]) => [
          `${ofMessage}${key}`,
          isHidden && isOpenWord(key) && yesOrNo(value) ? "false" : value,
        ]),
      ),
    };
  });
}

/** True for what only some may read, a role or a group: customers are none of them, whatever else says it is public. */
function isRestricted(object: Record<string, unknown>): boolean {
  const { visibility } = object;
  return typeof visibility === "object" && visibility !== null && Object.values(visibility).some(Boolean);
}

/** The last part of a path: `conversation_parts.conversation_parts` is a list of conversation parts. */
export function listOf(path: string): string {
  return path.split(".").at(-1) ?? path;
}
