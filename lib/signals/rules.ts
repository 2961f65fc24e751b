/** How alerts are spoken of. Pure: browser and server both say it. */
import { countWords } from "#lib/platform/count/rules";

/** How many of the alerts of an incident fire now: "1 of 3 alerts fires"; one that customers told of has none. */
export function firingWords({ firing, members }: { firing: number; members: number }): string {
  if (members === 0) return "Customers told of it, no alert did";
  if (firing === 0) return `${countWords(members, "alert")}, none fires`;
  return `${firing} of ${countWords(members, "alert")} ${firing === 1 ? "fires" : "fire"}`;
}
