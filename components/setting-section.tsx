/** A section of settings that are saved together: what it is about, the fields, the refusal and the button below them. */
"use client";
import { type ReactNode, useState } from "react";
import { SaveForm } from "./save-form";
import { Section } from "./ui/section";
import { useAction } from "./use-action";
import type { SettingGiven, WriteSetting } from "./write-setting";

type SettingSectionProps<Written extends SettingGiven> = {
  title: string;
  description: string;
  write: WriteSetting;
  /** The setting with the value the fields have. */
  read: (form: FormData) => Written;
  /** Its value, which the fields were filled with. */
  value: Written["value"];
  /** The part of the value that no single field shows: what is wrong with it is told below them. */
  whole?: string;
  className?: string;
  /** The fields; `faultOf` says what is wrong with the part of the value of a name. */
  children: (faultOf: (part: string) => string | undefined) => ReactNode;
};

export function SettingSection<Written extends SettingGiven>(props: SettingSectionProps<Written>) {
  const { title, description, write, read, whole, className, children } = props;
  // As it was when the fields were filled, whatever the page is told later.
  const [seen, setSeen] = useState(props.value);
  const [isSaved, setIsSaved] = useState(false);
  const { run, busy, refusal, faultOf } = useAction(null, write, (_, saved) => {
    setSeen(() => saved.value);
    setIsSaved(true);
  });
  const faultIn = (part: string) => faultOf(`value.${part}`);
  return (
    <Section title={title} description={description}>
      <SaveForm
        busy={busy}
        refusal={refusal ?? (whole && faultIn(whole))}
        className={className}
        beside={
          <p role="status" className="text-sm text-ink-muted">
            {isSaved && !busy && "Saved."}
          </p>
        }
        onSave={(form) => {
          setIsSaved(false);
          // The compiler cannot follow that `seen` is of the same setting.
          run({ ...read(form), seen } as Parameters<WriteSetting>[0]);
        }}
      >
        {children(faultIn)}
      </SaveForm>
    </Section>
  );
}
