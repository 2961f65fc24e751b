/** A tool as people call it, with the name that systems know it by. */
import { toolTitle } from "#lib/tools/model";

export function ToolName({ name, className }: { name: string; className?: string }) {
  return (
    <span className={className}>
      <span className="font-medium">{toolTitle(name)}</span>{" "}
      <code className="font-mono text-sm font-normal text-ink-muted">{name}</code>
    </span>
  );
}
