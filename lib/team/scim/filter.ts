/** The filters identity providers send (RFC 7644, 3.4.2.2): names that equal values, joined by `and`. */
import { AppError } from "#lib/platform/errors";

const longest = 1_000;
const condition = /^([A-Za-z][\w.:]{0,100}) eq "((?:[^"\\]|\\.){0,300})"(?: and |$)/i;

/** What each of `names`, in small letters, has to equal; throws `invalid` for what is not understood, which is never taken for all. */
export function readFilter<Name extends string>(
  text: string | null,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const asked: Partial<Record<Name, string>> = {};
  for (let rest = (text ?? "").slice(0, longest + 1).trim(); rest !== ""; ) {
    const [all, attribute = "", value = ""] = condition.exec(rest) ?? [];
    const name = names.find((one) => one === attribute.toLowerCase());
    if (!all || !name || rest.length > longest)
      throw new AppError("invalid", `A filter may ask for ${names.join(", ")}, as in ${names[0]} eq "…".`);
    asked[name] = value.replace(/\\(.)/g, "$1");
    rest = rest.slice(all.length);
  }
  return asked;
}

/** Which part of a list is asked for; both numbers counted as RFC 7644, 3.4.2.4 says. */
export function readPage(params: URLSearchParams, most = 100): { start: number; count: number } {
  const number = (name: string, usual: number) => {
    const given = Number(params.get(name) ?? usual);
    return Number.isSafeInteger(given) ? given : usual;
  };
  return {
    start: Math.max(1, number("startIndex", 1)),
    count: Math.min(most, Math.max(0, number("count", most))),
  };
}
