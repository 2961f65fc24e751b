/** Hashed features of a candidate value and of the form it is put in, for the ranking of `arguments.ts`. */

import type { DialogueState } from "../dialogue-state";
import { combine, hash } from "../tokens";
import type { ArgumentCandidate } from "./candidate";
import { type Unwrapped, unwrap } from "./forms";
import { type CallContext, type KindFeatures, TURN_WORDS } from "./moment";
import { normalForm } from "./placed-words";
import type { Features } from "./ranking";
import { difference, side } from "./relations";
import { shape } from "./value-form";

const TAKEN = hash("taken");

/** Features of one candidate, in groups that weigh alike however many features they hold. */
export function candidateFeatures(of: CallContext, candidate: ArgumentCandidate): Features {
  const value = combine(of.here, hash(`=${candidate.form}`));
  const kind = kindFeatures(of, candidate.kind);
  return [
    reasons(of, candidate),
    neighbours(of, candidate),
    looks(of, candidate),
    kind.moment,
    kind.words,
    momentOfValue(of, candidate, value),
    candidate.isUsual ? of.words.map((word) => combine(value, word)) : [],
    relations(of, candidate),
  ];
}

/** Why the value is a candidate: for this argument, this argument of any tool, and in general. */
function reasons(of: CallContext, candidate: ArgumentCandidate): number[] {
  const found: number[] = [];
  for (const fact of candidate.facts) {
    const hashed = hash(fact);
    found.push(
      combine(of.here, hashed),
      combine(of.hereAgain, hashed),
      combine(of.anywhere, hashed),
      combine(of.anyTool, hashed),
    );
  }
  return found;
}

function neighbours(of: CallContext, candidate: ArgumentCandidate): number[] {
  const found: number[] = [];
  for (const fact of candidate.nearby) {
    const hashed = hash(fact);
    found.push(combine(of.here, hashed), combine(of.anyTool, hashed));
  }
  return found;
}

function kindFeatures(of: CallContext, name: string): KindFeatures {
  const known = of.kinds.get(name);
  if (known) return known;
  const kind = hash(`kind ${name}`);
  const scope = combine(of.here, kind);
  const features = {
    moment: [...momentOfKind(of, kind), ...choicesOfKind(of, scope)],
    words: of.words.map((word) => combine(scope, word)),
  };
  of.kinds.set(name, features);
  return features;
}

function looks(of: CallContext, candidate: ArgumentCandidate): number[] {
  const joint = hash([...candidate.facts].join("|"));
  return [
    combine(of.here, hash(`shaped ${shape(candidate.form)}`)),
    combine(of.hereAgain, joint),
    combine(of.anywhere, combine(of.again, joint)),
  ];
}

/** What sort of candidate it is, together with the moment. */
function momentOfKind(of: CallContext, kind: number): number[] {
  const general = [of.here, of.anywhere].flatMap((where) => {
    const scope = combine(where, kind);
    const facts = [of.again, of.reply, of.told, of.result, of.changed, combine(of.changed, of.result)];
    return [scope, ...facts.map((fact) => combine(scope, fact))];
  });
  const own = combine(of.here, kind);
  return [...general, combine(own, of.analyst), combine(own, of.given)];
}

function choicesOfKind(of: CallContext, scope: number): number[] {
  return [...of.states.values()].flatMap(({ state }) => [
    combine(scope, state),
    combine(scope, combine(state, of.again)),
  ]);
}

/** The value itself, together with the moment; in detail only when it needs no trace in the ticket. */
function momentOfValue(of: CallContext, candidate: ArgumentCandidate, value: number): number[] {
  const found = [
    value,
    combine(value, combine(of.again, of.reply)),
    combine(value, combine(of.told, of.result)),
  ];
  if (candidate.isUsual) {
    const change = combine(value, of.changed);
    found.push(
      combine(of.anyTool, combine(hash(`=${candidate.form}`), of.analyst)),
      combine(value, combine(of.analyst, of.again)),
      change,
      combine(change, combine(of.result, of.lastKind)),
      combine(change, of.reply),
      combine(value, of.given),
    );
    for (const { state, isEnumerated } of of.states.values())
      if (isEnumerated) found.push(combine(value, state));
  }
  if (of.before !== null) {
    const step = combine(value, hash(`after ${of.before}`));
    found.push(step, combine(step, of.firstOfResult));
    const by = difference(of.before, candidate.form);
    if (by !== null) {
      const distance = hash(`step ${by}`);
      found.push(
        combine(of.here, distance),
        combine(of.anywhere, distance),
        combine(of.here, combine(distance, of.firstOfResult)),
      );
    }
  }
  return found;
}

/** How the value stands to the values chosen before it and to other arguments of past calls. */
function relations(of: CallContext, candidate: ArgumentCandidate): number[] {
  if (candidate.value === undefined) return [];
  const found = (of.elsewhere.get(candidate.form) ?? []).map((fact) => combine(of.here, fact));
  for (const [other, { form, places }] of of.chosen) {
    const by = difference(form, candidate.form);
    if (by !== null) found.push(combine(of.here, hash(`${other} ${by}`)));
    if (form === candidate.form) {
      found.push(
        combine(of.anywhere, TAKEN),
        combine(of.here, TAKEN),
        combine(of.here, hash(`taken ${other}`)),
      );
      continue;
    }
    const where = side(places, candidate.places);
    if (where) found.push(combine(of.anywhere, hash(where)), combine(of.here, hash(`${where} ${other}`)));
  }
  return found;
}

/** Features of the way a value is put. */
export function formFeatures(of: CallContext, { form, inner }: Unwrapped, dialogue: DialogueState): Features {
  const { tool, key } = of;
  const before = dialogue.calls.get(tool);
  const last = before && key in before ? unwrap(before[key]).form : "none";
  const others = [...of.chosen.values()].map(({ value }) => unwrap(value).form);
  const facts = [
    `${key} ${form}`,
    `${tool} ${key} ${form}`,
    `${tool} ${key} ${form} ${typeof inner}`,
    `${tool} ${key} ${form} ${normalForm(inner)}`,
    `${form} after ${last}`,
    `${form} with ${[...new Set(others)].sort().join("|")}`,
    `${form} by ${dialogue.assigneeId}`,
    `${form} by ${dialogue.assigneeId} ${key}`,
    `${tool} ${key} ${form} asked ${dialogue.lastReply}`,
    ...[...new Set(dialogue.turnWords.slice(0, TURN_WORDS))].map((word) => `${key} ${form} word ${word}`),
  ];
  return [facts.map((fact) => hash(`form ${fact}`))];
}
