/** The ledger in figures: decisions, and what they were; edited apart from sent without change. */
import type { DatasetCounts } from "#lib/learning/model";
import { Stat } from "../ui/stat";
import { verdictWords } from "./verdict-words";

export function LabelCounts({ counts }: { counts: DatasetCounts }) {
  const { decisions, retracted, verdicts } = counts;
  const shareOf = (count: number) =>
    decisions === 0 ? undefined : `${Math.round((100 * count) / decisions)}% of decisions`;
  return (
    <div className="grid grid-cols-5 gap-6 phone:grid-cols-2">
      <Stat
        label="Decisions"
        value={decisions.toLocaleString("en")}
        note={retracted > 0 ? `${retracted.toLocaleString("en")} undone` : undefined}
      />
      {(["accept", "edit", "reject", "hand_over"] as const).map((verdict) => (
        <Stat
          key={verdict}
          label={verdictWords[verdict].label}
          value={verdicts[verdict].toLocaleString("en")}
          note={shareOf(verdicts[verdict])}
        />
      ))}
    </div>
  );
}
