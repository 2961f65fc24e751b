/** Where the replies on a connector's tickets are sent, with a way to try it. */
"use client";
import { useMutation } from "@tanstack/react-query";
import type { Connector } from "#lib/connectors/model";
import type { ServerAction } from "#lib/platform/model";
import { SendOutcome } from "#lib/platform/model";
import { postJson } from "../live/fetch-json";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { UrlInput } from "../ui/url-input";
import { FormDialog } from "./form-dialog";

export type SetOutgoing = ServerAction<{ id: string; url: string | null; seen: string | null }>;

type OutgoingDialogProps = { connector: Connector; setOutgoing: SetOutgoing };

export function OutgoingDialog({ connector: { id, name, outgoingUrl }, setOutgoing }: OutgoingDialogProps) {
  return (
    <FormDialog
      title={`Replies to ${name}`}
      description="Replies on tickets of this connector are posted to this address, signed with its secret. Without an address they are only recorded in Vigil."
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Replies to ${name}`}>
          Replies
        </Button>
      }
      submit="Save"
      action={setOutgoing}
      seen={outgoingUrl}
      read={(text, seen) => ({ id, url: text("url").trim() || null, seen })}
    >
      {(faultOf) => (
        <>
          <Field label="Outgoing address" hint="Leave empty to send nothing." error={faultOf("url")}>
            {(control) => (
              <UrlInput
                {...control}
                name="url"
                placeholder="https://desk.example.com/vigil"
                defaultValue={outgoingUrl ?? ""}
              />
            )}
          </Field>
          {outgoingUrl && <Trial id={id} />}
        </>
      )}
    </FormDialog>
  );
}

/** Tries the address that is saved, not the one being typed. */
function Trial({ id }: { id: string }) {
  const trial = useMutation({ mutationFn: () => postJson(SendOutcome, `/api/connectors/${id}/test`) });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="sm" busy={trial.isPending} onClick={() => trial.mutate()}>
        Send a test
      </Button>
      <p role="status" className="min-w-0 flex-1 text-sm text-pretty text-ink-muted">
        {trial.error?.message ?? (trial.data && wordsOf(trial.data))}
      </p>
    </div>
  );
}

function wordsOf(outcome: SendOutcome): string {
  if (outcome.outcome !== "delivered") return outcome.reason;
  return `Works: it answered ${outcome.status} in ${(outcome.milliseconds / 1000).toFixed(1)} s.`;
}
