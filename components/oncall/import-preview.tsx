/** What an export would become: schedules, chains, whom people are here, and what cannot come along. */
"use client";
import type { ImportPlan } from "#lib/oncall/importers/model";
import { useDesk } from "../inbox/desk-context";
import { Section } from "../ui/section";
import { namesOf } from "./oncall-words";

export function ImportPreview({ plan }: { plan: ImportPlan }) {
  const { people } = useDesk();
  const found = plan.people.filter(({ userId }) => userId !== null);
  return (
    <div className="mt-4">
      <Section
        title={`${plan.system}: what will come`}
        description={`${found.length} of ${plan.people.length} people were found by address or name.`}
      >
        <ul className="flex flex-col gap-1">
          {plan.schedules.map(({ name, timeZone, layers }) => (
            <li key={name}>
              Schedule <bdi className="font-medium">{name}</bdi>{" "}
              <span className="text-ink-muted">
                in {timeZone}:{" "}
                {layers
                  .map(
                    (layer) =>
                      `${layer.name} (${layer.turns.map((turn) => namesOf(turn, people)).join(", then ")})`,
                  )
                  .join("; ")}
              </span>
            </li>
          ))}
          {plan.chains.map(({ name, steps }) => (
            <li key={name}>
              Chain <bdi className="font-medium">{name}</bdi>{" "}
              <span className="text-ink-muted">
                {steps
                  .map(({ wait, targets }) => `${targets.map((one) => one.name).join(", ")}, ${wait} min`)
                  .join("; then ")}
              </span>
            </li>
          ))}
          {plan.schedules.length + plan.chains.length === 0 && <li>Nothing.</li>}
        </ul>
      </Section>
      {plan.left.length > 0 && (
        <Section title="What cannot come, or comes otherwise">
          <ul className="flex flex-col gap-1">
            {plan.left.map(({ what, why }) => (
              <li key={`${what} ${why}`}>
                <bdi className="font-medium">{what}</bdi>: <span className="text-ink-muted">{why}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
