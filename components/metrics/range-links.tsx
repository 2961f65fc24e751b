/** How far back a chart looks, as links, so that every view has an address. */
import Link from "next/link";
import { chartHours } from "#lib/metrics/model";
import { cn } from "../ui/cn";

type RangeLinksProps = { hours: number; addressOf: (hours: number) => string };

export function RangeLinks({ hours, addressOf }: RangeLinksProps) {
  return (
    <nav aria-label="Time range" className="flex gap-1">
      {chartHours.map((value) => {
        const isCurrent = value === hours;
        return (
          <Link
            key={value}
            href={addressOf(value)}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "inline-flex h-7 items-center rounded-md px-2 text-ink-muted hover:bg-hover coarse:h-11",
              isCurrent && "bg-selected font-medium text-ink",
            )}
          >
            {words(value)}
          </Link>
        );
      })}
    </nav>
  );
}

function words(hours: number): string {
  if (hours < 24) return `${hours} hours`;
  return hours === 24 ? "1 day" : `${hours / 24} days`;
}
