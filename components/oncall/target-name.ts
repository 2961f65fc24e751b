/** The name of what a step of a chain calls. */
"use client";
import type { StepTarget } from "#lib/oncall/model";
import { useDesk } from "../inbox/desk-context";
import { namesOf } from "./oncall-words";

export type Named = { id: number; name: string };

export function useTargetName(schedules: readonly Named[]): (target: StepTarget) => string {
  const { people, queues } = useDesk();
  return ({ kind, id }) => {
    if (kind === "person") return namesOf([id], people);
    if (kind === "schedule")
      return schedules.find((one) => String(one.id) === id)?.name ?? "a schedule that was removed";
    return `everybody of ${queues.find((one) => String(one.id) === id)?.name ?? "a queue that is gone"}`;
  };
}
