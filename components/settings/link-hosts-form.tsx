/** Hosts whose pages may be imported into the knowledge base. */
"use client";
import { useState } from "react";
import type { KnowledgeLinks } from "#lib/settings/model";
import { SettingSection } from "../setting-section";
import { TextareaField } from "../ui/textarea-field";
import type { WriteSetting } from "../write-setting";

export function LinkHostsForm({ links, write }: { links: KnowledgeLinks; write: WriteSetting }) {
  const [lines, setLines] = useState(0);
  /** The first host at fault. */
  const faultIn = (faultOf: (part: string) => string | undefined) =>
    [...Array(lines).keys()].map((at) => faultOf(`hosts.${at}`)).find(Boolean) ?? faultOf("hosts");
  return (
    <SettingSection
      title="Knowledge from links"
      value={links}
      description="Pages on these hosts that messages link to can be imported into the knowledge base as drafts. Nothing is fetched until somebody asks for it."
      write={write}
      read={(form) => {
        const hosts = String(form.get("hosts") ?? "")
          .split(/\s+/)
          .filter(Boolean);
        setLines(hosts.length);
        return { key: "knowledge.links", value: { hosts } };
      }}
    >
      {(faultOf) => (
        <TextareaField
          label="Hosts, one per line"
          hint="Subdomains are included."
          error={faultIn(faultOf)}
          name="hosts"
          defaultValue={links.hosts.join("\n")}
          placeholder="docs.example.com"
        />
      )}
    </SettingSection>
  );
}
