/** A secret at the only moment it can be read. */
"use client";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";

export type Secret = {
  title: string;
  description: string;
  value: string;
  /** Ready to paste where the secret is used. */
  recipe?: { label: string; code: string };
};

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
              <Button variant="primary">Done</Button>
            </DialogClose>
          }
        >
          <CodeBlock code={secret.value} label={secret.title} wrap />
          <p className="mt-2 text-sm text-ink-faint">Copy it now. It is not shown again.</p>
          {secret.recipe && (
            <>
              <h3 className="mt-4 mb-1 text-sm font-medium text-ink-muted">{secret.recipe.label}</h3>
              <CodeBlock code={secret.recipe.code} label={secret.recipe.label} />
            </>
          )}
        </DialogContent>
      )}
    </Dialog>
  );
}
