/** Fields that are saved together: the sending, the refusal and the button below them. */
"use client";
import type { ReactNode } from "react";
import { Refusal } from "./refusal";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";

type SaveFormProps = {
  busy: boolean;
  refusal: string | undefined;
  onSave: (form: FormData) => void;
  /** Words of the button. */
  submit?: string;
  /** What stands beside the button. */
  beside?: ReactNode;
  className?: string;
  children: ReactNode;
};

export function SaveForm({
  busy,
  refusal,
  onSave,
  submit = "Save",
  beside,
  className,
  children,
}: SaveFormProps) {
  return (
    <form
      className={cn("flex max-w-md flex-col gap-3", className)}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(new FormData(event.currentTarget));
      }}
    >
      {children}
      <Refusal>{refusal}</Refusal>
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy}>
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  );
}
