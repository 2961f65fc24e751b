/** The fields of an article being written, its Markdown beside how it will read. */
"use client";
import { useDeferredValue } from "react";
import { articleKinds, articleStatuses } from "#lib/knowledge/model";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Markdown } from "../ui/markdown";
import { ScrollRegion } from "../ui/scroll-region";
import { SelectField } from "../ui/select-field";
import { Textarea } from "../ui/textarea";
import { articleKindHints, articleKindWords, articleStatusWords } from "./article-words";
import type { Writing } from "./writing";

type ArticleFieldsProps = {
  writing: Writing;
  onChange: (patch: Partial<Writing>) => void;
  faultOf: (field: string) => string | undefined;
};

export function ArticleFields({ writing, onChange, faultOf }: ArticleFieldsProps) {
  const shown = useDeferredValue(writing.body);
  return (
    <div className="grid grid-cols-4 gap-3 phone:grid-cols-1">
      <Field label="Title" error={faultOf("title")} className="col-span-full">
        {(control) => (
          <Input
            {...control}
            value={writing.title}
            maxLength={200}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <SelectField
        label="Kind"
        hint={articleKindHints[writing.kind]}
        value={writing.kind}
        onValueChange={(kind) => onChange({ kind })}
        options={articleKinds.map((value) => ({ value, label: articleKindWords[value] }))}
      />
      <SelectField
        label="State"
        hint="Only published articles are cited."
        value={writing.status}
        onValueChange={(status) => onChange({ status })}
        options={articleStatuses.map((value) => ({ value, label: articleStatusWords[value] }))}
      />
      <Field label="Service (optional)" error={faultOf("service")}>
        {(control) => (
          <Input
            {...control}
            value={writing.service}
            onChange={(event) => onChange({ service: event.target.value })}
          />
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas." error={faultOf("tags")}>
        {(control) => (
          <Input
            {...control}
            value={writing.tags}
            onChange={(event) => onChange({ tags: event.target.value })}
          />
        )}
      </Field>
      <Field label="Text (Markdown)" error={faultOf("body")} className="col-span-2 phone:col-span-1">
        {(control) => (
          <Textarea
            {...control}
            value={writing.body}
            rows={16}
            onChange={(event) => onChange({ body: event.target.value })}
            className="max-h-[60vh] min-h-80 font-mono text-sm leading-5"
          />
        )}
      </Field>
      <section aria-label="Preview" className="col-span-2 min-w-0 phone:col-span-1">
        <p className="mb-1 text-sm font-medium text-ink-muted">Preview</p>
        <ScrollRegion label="Preview of the text" className="max-h-[60vh] rounded-md bg-sunken px-4 py-3">
          <Markdown text={shown || "*Nothing yet.*"} />
        </ScrollRegion>
      </section>
    </div>
  );
}
