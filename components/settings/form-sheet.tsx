/** A sheet with one form: the frame, the sending and the refusal that every such sheet of the settings shares. */
"use client";
import { type ReactNode, useId } from "react";
import type { ServerAction } from "#lib/platform/model";
import { DialogForm, textsOf } from "../dialog-form";
import { Button } from "../ui/button";
import { Sheet, SheetContent } from "../ui/sheet";
import { useAction } from "../use-action";

type FormSheetProps<Input, Data> = {
  title: ReactNode;
  description?: string;
  /** Words of the button that sends it. */
  submit: string;
  action: ServerAction<Input, Data>;
  /** Makes the action's input; `text` reads the field of a name, without blanks around it. */
  read: (text: (name: string) => string) => Input;
  onDone?: (data: Data) => void;
  onClose: () => void;
  /** The fields; `faultOf` says what is wrong with the one of a name. */
  children: (faultOf: (field: string) => string | undefined) => ReactNode;
};

export function FormSheet<Input, Data>(props: FormSheetProps<Input, Data>) {
  const { title, description, submit, action, read, onDone, onClose, children } = props;
  const id = useId();
  const { run, busy, refusal, faultOf } = useAction("form-sheet", action, (data) => {
    onClose();
    onDone?.(data);
  });
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={title}
        description={description}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={id} variant="primary" busy={busy}>
              {submit}
            </Button>
          </>
        }
      >
        <DialogForm
          id={id}
          refusal={refusal}
          onSend={(form) => {
            const text = textsOf(form);
            run(read((name) => text(name).trim()));
          }}
        >
          {children(faultOf)}
        </DialogForm>
      </SheetContent>
    </Sheet>
  );
}
