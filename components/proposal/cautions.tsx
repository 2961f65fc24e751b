/** What of a draft is to be read twice before it goes out. */
import { TriangleAlert } from "lucide-react";
import type { Caution } from "#lib/suggestions/step";

const words = {
  promise: "Makes a promise:",
  security: "May make something less safe:",
} as const satisfies Record<Caution["kind"], string>;

export function Cautions({ cautions }: { cautions: readonly Caution[] }) {
  return cautions.map(({ kind, sentence }) => (
    <p key={`${kind} ${sentence}`} className="flex items-baseline gap-2 text-caution-ink">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0 self-center" />
      <span className="min-w-0">
        {words[kind]} <bdi>“{sentence}”</bdi>
      </span>
    </p>
  ));
}
