/** Text that scrolls on its own and can be reached and scrolled by keyboard. */
import type { ComponentProps } from "react";
import { cn } from "./cn";

type ScrollRegionProps = ComponentProps<"section"> & {
  /** What scrolls, for screen readers. */
  label: string;
};

export function ScrollRegion({ label, className, ...rest }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={cn("scroll-region", className)} {...rest} />
  );
}
