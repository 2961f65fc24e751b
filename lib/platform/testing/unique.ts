/** Names that no other test uses. */
import { randomBytes } from "node:crypto";

/** A text no other test uses, for keys and names. */
export function unique(prefix = "t"): string {
  return `${prefix}_${randomBytes(6).toString("hex")}`;
}
