/** The versions of an article, newest first; choosing one shows what changed since. */
"use client";
import type { ArticleVersion } from "#lib/knowledge/model";
import { useDesk } from "../inbox/desk-context";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";

type VersionListProps = {
  versions: readonly ArticleVersion[];
  current: number;
  shown: number;
  onShow: (version: number) => void;
};

export function VersionList({ versions, current, shown, onShow }: VersionListProps) {
  const { people } = useDesk();
  // Imports and the demo's story write versions too; they are nobody's.
  const writerOf = (id: string) => people.find((person) => person.id === id)?.name ?? "Imported";
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-1 text-md">
        Versions
      </h2>
      <ol className="-mx-2">
        {versions.map(({ version, editedBy, editedAt }) => (
          <li key={version}>
            <button
              type="button"
              aria-pressed={version === shown}
              onClick={() => onShow(version)}
              className={cn(
                "grid w-full grid-cols-[2rem_1fr] gap-x-2 rounded-md px-2 py-1.5 text-left hover:bg-hover",
                version === shown && "bg-selected hover:bg-selected",
              )}
            >
              <span className="text-ink-muted tabular-nums">v{version}</span>
              <span className="truncate">
                <RelativeTime time={editedAt} />
                {version === current && <span className="text-ink-faint"> · current</span>}
              </span>
              <span className="col-start-2 truncate text-sm text-ink-faint">{writerOf(editedBy)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
