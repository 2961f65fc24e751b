/** Collects all candidates for a ticket, each step once, checked and scored by the gate. */
import { proposeArguments, timesUsed } from "#lib/apprentice/engine";
import type { Apprentice } from "#lib/apprentice/state";
import { isAbout } from "#lib/knowledge/model";
import type { Toolbox } from "#lib/tools/registry";
import { schemasOf } from "#lib/tools/schemas";
import { isRepeat } from "../checks";
import type { Observation, Retrieved } from "../model";
import { type Followed, follow } from "../procedure/follow";
import { articleCandidate } from "./article";
import { type Candidate, isSameStep, triggerSource } from "./candidate";
import { similarCandidates } from "./from-similar";
import { learnedCandidates, pastOf, practiceOfCall } from "./learned";

/** The replies as they rank, the call, what a procedure has next, what was said on tickets like it, and what an article says; and what only the analyst can do. */
export function gather(
  seen: Observation,
  retrieved: Retrieved,
  { engine, tools }: { engine: Apprentice; tools: Toolbox },
): Followed {
  const learned = learnedCandidates(seen, retrieved, tools);
  const followed = followedOf(seen, retrieved, engine, tools);
  const quoted = articleCandidate(seen, retrieved.sources);
  const steps = followed.candidates.reduce(joined, learned);
  const alike = similarCandidates(seen, retrieved, engine).filter(
    (one) => !steps.some((step) => isSameStep(step, one)),
  );
  const candidates = [...steps, ...alike];
  return { candidates: quoted ? [...candidates, quoted] : candidates, instruction: followed.instruction };
}

/** A step that was learned and is written too is one candidate, which rests on both. */
function joined(all: Candidate[], written: Candidate): Candidate[] {
  const place = all.findIndex((one) => one.practice && !one.bar && isSameStep(one, written));
  const learned = all[place];
  if (!learned) return [...all, written];
  const { guidance } = written;
  const sources = [...new Set([...written.sources, ...learned.sources])];
  const why = learned.kind === "reply" ? learned.why : written.why;
  return all.with(place, { ...learned, guidance, sources, why });
}

function followedOf(
  seen: Observation,
  { proposal, articles, sources }: Retrieved,
  engine: Apprentice,
  tools: Toolbox,
): Followed {
  if (proposal.step.kind === "wait") return { candidates: [], instruction: null };
  const { case: of } = seen;
  const schemas = schemasOf(tools);
  const moment = {
    of,
    trigger: triggerSource(seen),
    proposed: seen.proposed,
    isSaid: (text: string) => isRepeat(text, seen),
    isEnd: seen.isEnd,
    tools,
    timesUsed: (tool: string) => timesUsed(engine, tool),
    argumentsOf: (tool: string) => proposeArguments(engine, of, tool, schemas),
    practiceOf: (tool: string) => {
      const practice = practiceOfCall(proposal, tool);
      return { practice, past: pastOf(practice, sources) };
    },
  };
  const { candidates, instruction } = follow(moment, articles);
  // A runbook that may be about something else does not bind the agent.
  const isBinding = instruction?.source.isInternal && isAbout(instruction.source);
  return { candidates, instruction: isBinding ? instruction : null };
}
