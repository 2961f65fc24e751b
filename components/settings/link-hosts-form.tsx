/** Hosts whose pages may be imported into the knowledge base. */
"use client";
import { useState } from "react";
import type { KnowledgeLinks } from "#lib/settings/model";
import { SaveForm } from "../save-form";
import { Field } from "../ui/field";
import { Section } from "../ui/section";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";

export function LinkHostsForm({ links, write }: { links: KnowledgeLinks; write: WriteSetting }) {
  const { run, busy, refusal, faultOf } = useAction(write);
  const [lines, setLines] = useState(0);
  // The first host at fault.
  const fault =
    [...Array(lines).keys()].map((at) => faultOf(`value.hosts.${at}`)).find(Boolean) ??
    faultOf("value.hosts");
  return (
    <Section
      title="Knowledge from links"
      description="Pages on these hosts that messages link to can be imported into the knowledge base as drafts. Nothing is fetched until somebody asks for it."
    >
      <SaveForm
        busy={busy}
        refusal={refusal}
        onSave={(form) => {
          const hosts = String(form.get("hosts") ?? "")
            .split(/\s+/)
            .filter(Boolean);
          setLines(hosts.length);
          run({ key: "knowledge.links", value: { hosts } });
        }}
      >
        <Field label="Hosts, one per line" hint="Subdomains are included." error={fault}>
          {(control) => (
            <Textarea
              {...control}
              name="hosts"
              defaultValue={links.hosts.join("\n")}
              placeholder="docs.example.com"
            />
          )}
        </Field>
      </SaveForm>
    </Section>
  );
}
