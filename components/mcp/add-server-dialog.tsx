/** Adds an MCP server: at an address, or a program that whoever runs Vigil has named. */
"use client";
import { useState } from "react";
import { FormDialog } from "../settings/form-dialog";
import { TokenFields, tokenIn } from "../settings/token-fields";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SelectField } from "../ui/select-field";
import { UrlInput } from "../ui/url-input";
import type { McpActions } from "./mcp-actions";

const http = "http";

type AddServerDialogProps = Pick<McpActions, "add"> & { programs: string[]; secrets: readonly string[] };

export function AddServerDialog({ programs, secrets, add }: AddServerDialogProps) {
  const [kind, setKind] = useState(http);
  const options = [
    { value: http, label: "Streamable HTTP" },
    ...programs.map((name) => ({ value: `program ${name}`, label: `Program ${name}` })),
  ];
  return (
    <FormDialog
      title="Add an MCP server"
      trigger={<Button>Add an MCP server</Button>}
      submit="Add"
      action={add}
      onDone={() => setKind(http)}
      read={(text) =>
        kind === http
          ? {
              transport: "http" as const,
              name: text("name"),
              url: text("url"),
              ...tokenIn(text, true),
            }
          : { transport: "stdio" as const, name: text("name"), command: kind.slice("program ".length) }
      }
    >
      {(faultOf) => (
        <>
          <Field label="Name" hint="The first part of its tools' names." error={faultOf("name")}>
            {(control) => <Input {...control} name="name" autoComplete="off" required />}
          </Field>
          {programs.length > 0 && (
            <SelectField
              label="Connection"
              error={faultOf("command")}
              options={options}
              value={kind}
              onValueChange={setKind}
            />
          )}
          {kind === http && (
            <>
              <Field label="URL" error={faultOf("url")}>
                {(control) => <UrlInput {...control} name="url" required />}
              </Field>
              <TokenFields secrets={secrets} error={faultOf("bearer")} />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
