/** The form in a dialog or sheet, whose button stands in the footer and names it by its id. */
"use client";
import type { ReactNode } from "react";
import { Refusal } from "./refusal";

type DialogFormProps = {
  id: string;
  onSend: (form: FormData) => void;
  /** Why it was refused, below the fields. */
  refusal?: string;
  children: ReactNode;
};

export function DialogForm({ id, onSend, refusal, children }: DialogFormProps) {
  return (
    <form
      id={id}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(new FormData(event.currentTarget));
      }}
    >
      {children}
      <Refusal>{refusal}</Refusal>
    </form>
  );
}

/** Reads a form's fields as texts; a field that is not there is empty. */
export function textsOf(form: FormData): (name: string) => string {
  return (name) => String(form.get(name) ?? "");
}
