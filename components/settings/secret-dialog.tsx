/** A secret at the only moment it can be read. */
"use client";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";

export type Secret = { title: string; description: string; value: string };

/** Open while there is a secret; closing forgets it. */
export function SecretDialog({ secret, onClose }: { secret: Secret | null; onClose: () => void }) {
  return (
    <Dialog open={secret !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {secret && (
        <DialogContent
          size="md"
          title={secret.title}
          description={secret.description}
          onInteractOutside={(event) => event.preventDefault()}
          footer={
            <DialogClose asChild>
              <Button variant="primary">I have copied it</Button>
            </DialogClose>
          }
        >
          <CodeBlock code={secret.value} label={secret.title} wrap />
          <p className="mt-2 text-sm text-ink-faint">It is shown this once and cannot be read again.</p>
        </DialogContent>
      )}
    </Dialog>
  );
}
