/** Which MCP tool does it: its description as it is now, beside what was read before, and which arguments Vigil fills in. */
"use client";
import { useState } from "react";
import type { Action, EffectTool } from "#lib/remediation/catalogue/model";
import { declaredArguments, switchesOf, textsOf } from "#lib/remediation/execution-tool/rules";
import { useDesk } from "../inbox/desk-context";
import { definitionText } from "../mcp/definition-text";
import { Checkbox } from "../ui/checkbox";
import { CodeBlock } from "../ui/code-block";
import { SelectField } from "../ui/select-field";
import { WordDiff } from "../ui/word-diff";

type ExecutionToolFieldsProps = {
  tools: readonly EffectTool[];
  stored: Action["mcp"];
  faultOf: (field: string) => string | undefined;
};

const none = "none";

export function ExecutionToolFields({ tools, stored, faultOf }: ExecutionToolFieldsProps) {
  const { wordDiff } = useDesk();
  const [chosen, setChosen] = useState(stored ? keyOf(stored) : tools[0] ? keyOf(tools[0]) : none);
  const tool = tools.find((one) => keyOf(one) === chosen);
  const choices = tools.map((one) => ({ value: keyOf(one), label: `${one.name} of ${one.server}` }));
  const isRead = stored !== null && stored.hash === tool?.hash;
  const options = (names: readonly string[]) => [
    { value: none, label: "None" },
    ...names.map((value) => ({ value, label: value })),
  ];
  if (!tool)
    return (
      <p role="alert" className="text-sm text-critical-ink">
        {stored
          ? `${stored.server} no longer offers ${stored.name}, or it is approved as a look-up.`
          : "No MCP server offers a tool that changes something. Add a server in Settings > Tools."}
      </p>
    );
  const { definition } = tool;
  const declared = declaredArguments(definition).declared;
  return (
    <>
      <input type="hidden" name="mcp" value={keyOf(tool)} />
      {!stored && (
        <SelectField
          label="Tool"
          error={faultOf("mcp")}
          options={choices}
          value={chosen}
          onValueChange={setChosen}
        />
      )}
      {stored && !isRead ? (
        <section aria-label="What changed">
          <h3 className="mb-1 font-medium">Changed since it was read</h3>
          <WordDiff
            parts={wordDiff(definitionText(stored.definition), definitionText(definition))}
            className="font-mono text-sm"
          />
        </section>
      ) : (
        <CodeBlock label="Definition" code={definitionText(definition)} wrap />
      )}
      {!isRead && <Checkbox label="I have read it, and this is what the action does" required />}
      {declared.length > 0 && (
        <p className="text-sm text-ink-muted">
          Arguments of the action: {declared.map(({ name }) => name).join(", ")}. Those chosen below are
          filled in by Vigil.
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-2" key={chosen}>
        <SelectField
          label="Argument for a dry run"
          hint="Yes: it only says what it would change."
          error={faultOf("dryRunArgument")}
          name="dryRunArgument"
          options={options(switchesOf(definition))}
          defaultValue={stored?.dryRunArgument ?? none}
        />
        <SelectField
          label="Argument for the idempotency key"
          hint="The same for every attempt."
          error={faultOf("keyArgument")}
          name="keyArgument"
          options={options(textsOf(definition))}
          defaultValue={stored?.keyArgument ?? none}
        />
      </div>
    </>
  );
}

function keyOf({ server, name }: { server: string; name: string }): string {
  return `${server} ${name}`;
}

/** The tool of these fields, as it was on the screen. */
export function executionToolIn(text: (name: string) => string, tools: readonly EffectTool[]) {
  const tool = tools.find((one) => keyOf(one) === text("mcp"));
  const named = (field: string) => (text(field) === none ? null : text(field) || null);
  return (
    tool && {
      server: tool.server,
      name: tool.name,
      hash: tool.hash,
      dryRunArgument: named("dryRunArgument"),
      keyArgument: named("keyArgument"),
    }
  );
}
