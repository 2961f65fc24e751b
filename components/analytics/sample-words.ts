/** What a chart rests on: "412 decisions", "1 ticket in". */
export function sampleWords(count: number, unit: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? unit.replace(/s\b/, "") : unit}`;
}
