/** What was deployed or configured about the time an incident began. */
import type { ChangeShown } from "#lib/major/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";

export function ChangesAround({ changes }: { changes: readonly ChangeShown[] }) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changed at about that time">
      <ul className="flex flex-col gap-1">
        {changes.map(({ id, title, link, at, isSameService }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <RelativeTime time={at} className="w-20 shrink-0 text-ink-muted tabular-nums" />
            {link ? (
              <a href={link} rel="noreferrer" target="_blank" className="underline underline-offset-2">
                <bdi>{title}</bdi>
              </a>
            ) : (
              <bdi>{title}</bdi>
            )}
            {isSameService && <Badge tone="caution">Same service</Badge>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
