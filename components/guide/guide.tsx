/** Three steps for whoever is here for the first time; dismissed it does not come back. */
"use client";
import { X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { useAction } from "../use-action";

type GuideProps = { dismiss: ServerAction<Record<string, never>> };

export function Guide({ dismiss }: GuideProps) {
  const titleId = useId();
  const { run, busy, refusal } = useAction(null, dismiss);
  return (
    <section
      aria-labelledby={titleId}
      className="mx-6 my-4 max-w-md rounded-lg border border-line bg-panel p-4"
    >
      <div className="mb-3 flex items-start justify-between gap-2">
        <h2 id={titleId} className="text-md font-medium">
          New here? Three steps
        </h2>
        <IconButton
          label="Dismiss the guide"
          icon={<X aria-hidden />}
          size="sm"
          busy={busy}
          onClick={() => run({})}
        />
      </div>
      <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-ink-muted">
        <Step title="Decide on a proposal">
          Open a ticket marked Reply or Diagnostic. Accept <Kbd keys="a" /> sends it as it is, Edit{" "}
          <Kbd keys="e" /> lets you change it, Reject <Kbd keys="d" /> sends nothing. The customer answers
          within a minute or two.
        </Step>
        <Step title="Answer one yourself">
          Reply <Kbd keys="r" /> is for an answer of your own. Once the ticket is closed, Vigil learns from
          it. Answer the same question a few times and Vigil proposes the answer.
        </Step>
        <Step title="See what it has learnt">
          The team has worked with it for four weeks.{" "}
          <Link href="/learning#how-learnt" className="text-accent-ink underline underline-offset-2">
            One question, from silence to an answer
          </Link>{" "}
          shows how it was learnt, ticket by ticket, and how sure the agent became.
        </Step>
      </ol>
      <Refusal>{refusal}</Refusal>
    </section>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <p className="font-medium">{title}</p>
      <p className="text-pretty text-ink-muted">{children}</p>
    </li>
  );
}
