/** The first steps of a new installation, each with its state; it goes when all are done. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { firstArticles, Onboarding } from "#lib/onboarding/model";
import { type Permission, roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { fetchJson } from "../live/fetch-json";

type Step = {
  title: string;
  hint: string;
  href: string;
  permission: Permission;
  isDone: (state: Onboarding) => boolean;
};

const steps: readonly Step[] = [
  {
    title: "Create queues",
    hint: "A queue for each team or topic. There is a set to start from.",
    href: "/settings/queues",
    permission: "queue.manage",
    isDone: ({ queues }) => queues > 0,
  },
  {
    title: "Connect your help desk and monitoring",
    hint: "A signed webhook, or the monitoring you have.",
    href: "/settings/connectors",
    permission: "connector.manage",
    isDone: ({ connectors }) => connectors > 0,
  },
  {
    title: "Import closed tickets",
    hint: "Vigil learns what your team answers and looks up. A CSV file is enough.",
    href: "/settings/import",
    permission: "ticket.import",
    isDone: ({ learntTickets }) => learntTickets > 0,
  },
  {
    title: `Write ${firstArticles} articles`,
    hint: "Runbooks and answers for what is not in your closed tickets.",
    href: "/knowledge/new",
    permission: "knowledge.write",
    isDone: ({ articles }) => articles >= firstArticles,
  },
  {
    title: "Invite your team",
    hint: "Analysts decide on proposals; Vigil learns from each decision.",
    href: "/settings/people",
    permission: "people.manage",
    isDone: ({ people }) => people > 1,
  },
];

/** `otherwise` stands where there is nothing left to do. */
export function Checklist({ otherwise }: { otherwise: ReactNode }) {
  const { me } = useDesk();
  const titleId = useId();
  const { data } = useQuery({
    queryKey: ["onboarding"],
    queryFn: ({ signal }) => fetchJson(Onboarding, "/api/onboarding", {}, signal),
  });
  const own = steps.filter(({ permission }) => roleMay(me.role, permission));
  if (!data) return null;
  if (own.every(({ isDone }) => isDone(data))) return otherwise;
  return (
    <section aria-labelledby={titleId} className="mx-auto max-w-md px-6 py-10">
      <h2 id={titleId} className="text-md font-medium">
        First steps
      </h2>
      <p className="text-ink-muted">Vigil helps once it knows your tickets. In any order:</p>
      <ol className="mt-4 flex flex-col">
        {own.map((step) => (
          <li key={step.title} className="flex gap-3 border-t border-line py-3">
            <State isDone={step.isDone(data)} />
            <div>
              <Link href={step.href} className="font-medium text-accent-ink hover:underline">
                {step.title}
              </Link>
              <p className="text-ink-muted">{step.hint}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function State({ isDone }: { isDone: boolean }) {
  const Icon = isDone ? CircleCheck : CircleDashed;
  return (
    <span className={isDone ? "text-positive-ink" : "text-ink-faint"}>
      <Icon aria-hidden className="mt-0.5 size-4" />
      <span className="sr-only">{isDone ? "Done:" : "To do:"}</span>
    </span>
  );
}
