/** Which steps of a procedure may come now, by what was done, asked and found. Pure. */
import type { Case } from "#lib/apprentice/model";
import type { ProcedureStep } from "#lib/knowledge/procedure";
import { fitOf, fits, type News, newsOf } from "./branch";
import { isAnswered, isQuestion, type Progress } from "./progress";

/** Places of the steps that may come now, in the order they are tried. */
export function placesAhead(steps: readonly ProcedureStep[], progress: Progress, of: Case): number[] {
  const { done, first, last } = progress;
  const isOpen = (place: number) => {
    const step = steps[place];
    return step !== undefined && !done.has(place) && !isAnswered(step, steps, of);
  };
  const all = [...steps.keys()];
  // A step that asks for what was looked up since is done, answered or not.
  const lookedUp = Math.max(-1, ...[...done].filter((place) => steps[place]?.wording === null));
  const from = Math.max(first, lookedUp);
  const skipped = all.filter(
    (place) => place > from && place < last && isOpen(place) && isSkippedQuestion(steps[place]),
  );
  const ahead: number[] = [];
  const news = newsOf(of);
  const taken = steps[last]?.when ?? null;
  for (let place = last + 1; place < steps.length; ) {
    const end = endOfCases(steps, place);
    if (end === place) {
      if (isOpen(place)) ahead.push(place);
      place++;
      continue;
    }
    const branches = all.slice(place, end);
    const isUnderWay = taken !== null && place === last + 1;
    const chosen = branches.filter((one) => isUnderWay && steps[one]?.when === taken && isOpen(one));
    if (chosen.length > 0) ahead.push(...chosen);
    // Later branches depend on what happens before them.
    else if (ahead.some((one) => steps[one]?.wording !== null)) return [...skipped, ...ahead];
    else ahead.push(...branchAt(steps, branches, news, isUnderWay).filter(isOpen));
    place = end;
  }
  return [...skipped, ...ahead];
}

function isSkippedQuestion(step: ProcedureStep | undefined): boolean {
  return step !== undefined && step.when === null && isQuestion(step);
}

/** The end of the run of conditional steps that begins at `place`; `place` itself where none begins. */
function endOfCases(steps: readonly ProcedureStep[], place: number): number {
  let end = place;
  while (end < steps.length && steps[end]?.when !== null) end++;
  return end;
}

/** The steps of the case that fits what was said or found last; of "otherwise" where none does and none was taken yet. */
function branchAt(
  steps: readonly ProcedureStep[],
  branches: readonly number[],
  news: News,
  isUnderWay: boolean,
): number[] {
  const fit = new Map(branches.map((place) => [place, fitOf(steps[place]?.when ?? "", news)]));
  const best = Math.max(0, ...[...fit.values()].map((value) => value ?? 0));
  const when = steps[branches.find((place) => fit.get(place) === best) ?? -1]?.when;
  if (best >= fits) return branches.filter((place) => steps[place]?.when === when);
  return isUnderWay ? [] : branches.filter((place) => fit.get(place) === null);
}

/** The closing words of a procedure, where nothing but them is left. */
export function lastWords(steps: readonly ProcedureStep[], { done, last }: Progress): number[] {
  const place = steps.length - 1;
  const step = steps[place];
  if (last < 0 || !step?.wording || step.when !== null || done.has(place)) return [];
  return steps.slice(last + 1, place).every(({ when }) => when !== null) ? [place] : [];
}
