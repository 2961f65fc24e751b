/** A section of settings that are saved together: what it is about, the fields, the refusal and the button below them. */
"use client";
import type { ReactNode } from "react";
import { SaveForm } from "./save-form";
import { Section } from "./ui/section";
import { useAction } from "./use-action";
import type { WriteSetting } from "./write-setting";

type SettingSectionProps = {
  title: string;
  description: string;
  write: WriteSetting;
  /** The setting with the value the fields have. */
  read: (form: FormData) => Parameters<WriteSetting>[0];
  /** The part of the value that no single field shows: what is wrong with it is told below them. */
  whole?: string;
  className?: string;
  /** The fields; `faultOf` says what is wrong with the part of the value of a name. */
  children: (faultOf: (part: string) => string | undefined) => ReactNode;
};

export function SettingSection(props: SettingSectionProps) {
  const { title, description, write, read, whole, className, children } = props;
  const { run, busy, refusal, faultOf } = useAction(null, write);
  const faultIn = (part: string) => faultOf(`value.${part}`);
  return (
    <Section title={title} description={description}>
      <SaveForm
        busy={busy}
        refusal={refusal ?? (whole && faultIn(whole))}
        className={className}
        onSave={(form) => run(read(form))}
      >
        {children(faultIn)}
      </SaveForm>
    </Section>
  );
}
