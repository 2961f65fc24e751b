/** A chip: a state or a small fact in one or two words. Its tone repeats what the words (and icon) say, never replaces them. */
import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const tones = ["neutral", "accent", "positive", "caution", "critical"] as const;
export type Tone = (typeof tones)[number];

const style = cva(
  "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-sm px-1.5 text-sm whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-hover text-ink-muted",
        accent: "bg-accent-soft text-accent-ink",
        positive: "bg-positive-soft text-positive-ink",
        caution: "bg-caution-soft text-caution-ink",
        critical: "bg-critical-soft text-critical-ink",
      } satisfies Record<Tone, string>,
      outline: { true: "border border-line bg-transparent" },
    },
    defaultVariants: { tone: "neutral" },
  },
);

type BadgeProps = ComponentProps<"span"> & VariantProps<typeof style> & { icon?: ReactNode };

export function Badge({ tone, outline, icon, className, children, ...rest }: BadgeProps) {
  return (
    <span className={cn(style({ tone, outline }), className)} {...rest}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
