/** What becomes of something a rule matched: whether enough came, and whether it was said a moment ago. Pure. */
import { type MatchOutcome, type RuleInput, type RuleLevel, ruleLevels } from "./model";

/** An earlier match of the same rule. */
export type Earlier = { at: Date; group: string; level: RuleLevel; outcome: MatchOutcome };

/**
 * `earlier` are the matches of this rule alone: the silence of another one mutes nothing. What was raised as P2 mutes no
 * P0 of the same rule either.
 */
export function judge(
  {
    from,
    windowMinutes,
    silenceMinutes,
    level,
  }: Pick<RuleInput, "from" | "windowMinutes" | "silenceMinutes" | "level">,
  { at, group, isIgnored }: { at: Date; group: string; isIgnored: boolean },
  earlier: readonly Earlier[],
): MatchOutcome {
  if (isIgnored) return "ignored";
  const within = (minutes: number) => (one: Earlier) => at.getTime() - one.at.getTime() < minutes * 60_000;
  const counted =
    earlier.filter(({ outcome }) => outcome !== "ignored").filter(within(windowMinutes)).length + 1;
  if (counted < from) return "below";
  const muted = earlier.some((one) => {
    if (one.outcome !== "raised" || one.group !== group) return false;
    const end = silenceEnd({ silenceMinutes, level }, one);
    return end !== null && at < end;
  });
  return muted ? "silenced" : "raised";
}

/** Until when a rule is silent of a group after it raised `one`; null where that mutes nothing: it was less grave than the rule is now. */
export function silenceEnd(
  { silenceMinutes, level }: Pick<RuleInput, "silenceMinutes" | "level">,
  one: Pick<Earlier, "at" | "level">,
): Date | null {
  if (ruleLevels.indexOf(one.level) > ruleLevels.indexOf(level)) return null;
  return new Date(one.at.getTime() + silenceMinutes * 60_000);
}
