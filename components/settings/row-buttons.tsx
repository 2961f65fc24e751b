/** What can be done with each row of a table of settings. */
import { Button } from "../ui/button";

type RowButtonProps = {
  /** What the row is, where several buttons of the page say the same. */
  name?: string;
  busy: boolean;
};

/** Turns what the row stands for off, or on again. */
export function EnableButton({
  name,
  busy,
  enabled,
  onSet,
}: RowButtonProps & { enabled: boolean; onSet: (enabled: boolean) => void }) {
  const words = enabled ? "Disable" : "Enable";
  return (
    <Button
      size="sm"
      variant="ghost"
      disabled={busy}
      aria-label={name && `${words} ${name}`}
      onClick={() => onSet(!enabled)}
    >
      {words}
    </Button>
  );
}

/** Asks for a new secret in place of the one there is. */
export function RotateButton({ name, busy, onRotate }: RowButtonProps & { onRotate: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      disabled={busy}
      aria-label={name && `Rotate the secret of ${name}`}
      onClick={onRotate}
    >
      Rotate secret
    </Button>
  );
}
