/** Whether the values of a column can be what a field tells. Pure. */

import { isPrivacyColumn, roleOf, roleShare, yesOrNo } from "#lib/tickets/role-words";
import { kindHeader } from "./message-lists";
import type { ColumnField } from "./model";
import { readTime } from "./times";
import type { Column } from "./value-signs";

/** In [0, 1]: how well the values of a column fit a field; 0 where they speak against it. */
export function fitOf(field: ColumnField, { header, values }: Pick<Column, "header" | "values">): number {
  const filled = values.filter(Boolean);
  if (filled.length === 0) return 0;
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  const mean = (size: (value: string) => number) =>
    filled.reduce((sum, value) => sum + size(value), 0) / filled.length;
  const length = mean((value) => value.length);
  switch (field) {
    case "at":
    case "openedAt":
    case "closedAt":
      return timeFit(share);
    case "email": {
      const addresses = share((value) => value.length <= 320 && /^[^\s@]+@[^\s@.]+\.\S+$/.test(value));
      // Of two columns of addresses the customers' holds more different ones.
      return addresses >= 0.8 ? 0.8 + (0.2 * new Set(filled).size) / filled.length : 0;
    }
    case "role":
      return header === kindHeader || isAboutSide(header, filled) ? 1 : roleShare(filled);
    case "private":
      return header !== kindHeader && isPrivacyColumn(filled) ? 1 : 0;
    case "author":
      // Who somebody is, not what.
      return length <= 200 && timeFit(share) === 0 && roleShare(filled) < 1 ? 1 : 0;
    case "text":
    case "opening":
      return timeFit(share) === 0 ? textFit(filled) : 0;
    case "answer":
      // "Done" is a state, not an answer.
      return mean((value) => value.split(/\s+/).length) >= 2 && timeFit(share) === 0 ? textFit(filled) : 0;
    case "ticket":
      return share((value) => value.length <= 60 && !value.includes("\n")) * (filled.length / values.length);
    case "category":
      return length <= 60 && timeFit(share) === 0 && new Set(filled).size > 1 ? 1 : 0;
    case "queue":
    case "service":
      return length <= 60 && timeFit(share) === 0 ? 1 : 0;
    default:
      return length <= 200 && timeFit(share) === 0 ? 1 : 0;
  }
}

/** True for yes and no under a header that names a side, as "incoming" does. */
function isAboutSide(header: string, values: readonly string[]): boolean {
  const role = roleOf(header);
  return (role === "customer" || role === "analyst") && values.every((value) => yesOrNo(value) !== null);
}

/** The longer the better, of two columns with the same words the one without tags. */
function textFit(values: readonly string[]): number {
  const tag = /<\/?\w[^<>]*>/g;
  const length = values.reduce((sum, value) => sum + value.replace(tag, "").length, 0) / values.length;
  const isTagged = values.filter((value) => /<\/\w+>|<br/.test(value)).length > values.length * 0.3;
  return Math.min(1, length / 40) * (isTagged ? 0.9 : 1);
}

function timeFit(share: (test: (value: string) => boolean) => number): number {
  const read = share((value) => readTime(value, { dayFirst: true, zone: "UTC" }) !== null);
  const american = share((value) => readTime(value, { dayFirst: false, zone: "UTC" }) !== null);
  // A damaged row or two do not make a column of times another one.
  return Math.max(read, american) >= 0.6 ? Math.max(read, american) : 0;
}
