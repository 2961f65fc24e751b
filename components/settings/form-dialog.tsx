/** A button that opens a form: the frame, the sending and the refusal that every such dialog of the settings shares. */
"use client";
import { type ReactNode, useId, useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { DialogForm, textsOf } from "../dialog-form";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";
import { useAction } from "../use-action";

type FormDialogProps<Input, Data, Seen> = {
  /** Also the words of the button that opens it, unless `trigger` is another one. */
  title: string;
  trigger?: ReactNode;
  description?: ReactNode;
  /** Words of the button that sends it. */
  submit: string;
  action: ServerAction<Input, Data>;
  /** What the fields are filled with; `read` is given it as it was when the dialog was opened, whatever the page is told later. */
  seen?: Seen;
  /** Makes the action's input; `text` reads the field of a name. */
  read: (text: (name: string) => string, seen: Seen) => Input;
  onDone?: (data: Data) => void;
  /** The fields; `faultOf` says what is wrong with the one of a name. */
  children: (faultOf: (field: string) => string | undefined) => ReactNode;
};

export function FormDialog<Input, Data, Seen = undefined>(props: FormDialogProps<Input, Data, Seen>) {
  const { title, description, submit, action, read, onDone, children } = props;
  const { trigger = <Button variant="primary">{title}</Button> } = props;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [seen, setSeen] = useState(props.seen);
  const { run, busy, refusal, faultOf, forget } = useAction(`form.${title}`, action, (data) => {
    setIsOpen(false);
    onDone?.(data);
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => {
        forget();
        setSeen(() => props.seen);
        setIsOpen(next);
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        size="sm"
        title={title}
        description={description}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" busy={busy}>
              {submit}
            </Button>
          </>
        }
      >
        <DialogForm id={id} refusal={refusal} onSend={(form) => run(read(textsOf(form), seen as Seen))}>
          {children(faultOf)}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
