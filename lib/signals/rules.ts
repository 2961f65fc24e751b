/** How alerts are spoken of. Pure: browser and server both say it. */
import { countWords } from "#lib/platform/count/rules";

/** How many of several alerts fire now: "1 of 3 alerts fires", "24 of 24 alerts fire". */
export function firingWords({ firing, members }: { firing: number; members: number }): string {
  return `${firing} of ${countWords(members, "alert")} ${firing === 1 ? "fires" : "fire"}`;
}
