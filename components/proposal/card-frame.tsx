/** The proposal card's frame: head, body, sources, actions that stay in sight; the body gives way where there is little height. */
import type { ReactNode, Ref } from "react";

type CardFrameProps = {
  label: string;
  head: ReactNode;
  children: ReactNode;
  foot: ReactNode;
  isBusy?: boolean;
  ref?: Ref<HTMLElement>;
};

export function CardFrame({ label, head, children, foot, isBusy, ref }: CardFrameProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      aria-busy={isBusy}
      data-card
      className="mx-3 mb-2 flex min-h-32 flex-col rounded-lg border border-accent/45 bg-panel shadow-[0_1px_3px_oklch(0_0_0/0.06)] phone:mx-2 short:mb-1 short:min-h-28 short:group-has-[[data-writing]]/foot:min-h-20 has-[[data-editor]]:min-h-54! short:has-[[data-editor]]:min-h-30!"
    >
      <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-0.5 px-3 pt-1.5 short:min-h-8 short:pt-1 short:group-has-[[data-editor]]/foot:group-has-[[data-meanwhile]]/foot:hidden">
        {head}
      </header>
      <div className="scroll-region more-below flex min-h-0 flex-col gap-2 px-3 pt-1 pb-1 *:shrink-0 short:group-has-[[data-writing]]/foot:not-has-[textarea]:hidden">
        {children}
      </div>
      <div className="flex shrink-0 flex-col gap-1.5 px-3 pt-1 pb-2 short:pb-1">{foot}</div>
    </section>
  );
}
