/** What was deployed or configured about the time an incident began. */
import type { ChangeShown } from "#lib/major/model";
import { Badge } from "../ui/badge";
import { MomentList } from "../ui/moment-list";
import { Section } from "../ui/section";

export function ChangesAround({ changes }: { changes: readonly ChangeShown[] }) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changed at about that time">
      <MomentList
        moments={changes.map(({ id, at, title, link, isSameService }) => ({
          id,
          at,
          words: (
            <span className="flex flex-wrap items-center gap-2">
              {link ? (
                <a href={link} rel="noreferrer" target="_blank" className="underline underline-offset-2">
                  {title}
                </a>
              ) : (
                title
              )}
              {isSameService && <Badge tone="caution">Same service</Badge>}
            </span>
          ),
        }))}
      />
    </Section>
  );
}
