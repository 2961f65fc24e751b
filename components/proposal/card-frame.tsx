/** The proposal card's frame: head, body, sources, actions that stay in sight; the same while it streams, so that nothing moves. */
import type { ReactNode } from "react";

type CardFrameProps = {
  label: string;
  head: ReactNode;
  children: ReactNode;
  foot: ReactNode;
  isBusy?: boolean;
};

export function CardFrame({ label, head, children, foot, isBusy }: CardFrameProps) {
  return (
    <section
      aria-label={label}
      aria-busy={isBusy}
      className="mx-3 mb-3 rounded-lg border border-accent/45 bg-panel shadow-[0_1px_3px_oklch(0_0_0/0.06)] phone:mx-2 phone:mb-2"
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-0.5 px-3 pt-1.5">{head}</header>
      <div className="flex flex-col gap-2 px-3 pt-1 pb-1">{children}</div>
      <div className="sticky bottom-0 flex flex-col gap-1.5 rounded-b-lg bg-panel px-3 pt-1 pb-2">{foot}</div>
    </section>
  );
}
