/** The answers to a page: acknowledge or take over, hand on, resolve. A page that changed meanwhile is shown again first. */
"use client";
import { useState } from "react";
import type { Page } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";

type Answer = ServerAction<{ pageId: number; version: number; reason?: string }>;
export type PageActions = {
  acknowledge: Answer;
  escalate: ServerAction<{ pageId: number; version: number; reason: string }>;
  resolve: Answer;
  see: ServerAction<{ pageId: number }>;
};

type PageAnswerProps = { page: Page; actions: PageActions; onStale: () => void };

export function PageAnswer({ page, actions, onStale }: PageAnswerProps) {
  const { me } = useDesk();
  const [reason, setReason] = useState("");
  const acknowledge = useAction(
    `page-answer.acknowledge.${page.id}`,
    fresh(actions.acknowledge, onStale),
    () => setReason(""),
  );
  const escalate = useAction(`page-answer.escalate.${page.id}`, fresh(actions.escalate, onStale), () =>
    setReason(""),
  );
  const resolve = useAction(`page-answer.resolve.${page.id}`, fresh(actions.resolve, onStale), () =>
    setReason(""),
  );
  const busy = acknowledge.busy || escalate.busy || resolve.busy;
  const { id: pageId, version, status, ownerId, ownerName } = page;
  const answer = { pageId, version, reason };
  const isMine = status === "acknowledged" && ownerId === me.id;
  const isOver = status === "resolved";
  if (isOver && (reason === "" || busy)) return null;
  return (
    <div className="mb-5 flex flex-col gap-3 rounded-lg border border-line bg-panel p-3">
      <TextareaField
        label="Reason or note"
        error={escalate.faultOf("reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {isOver ? (
        <div role="status" className="flex flex-wrap items-center gap-2 text-caution-ink">
          The page was resolved while you wrote. Your note was not saved: copy what you need.
          <Button size="sm" onClick={() => setReason("")}>
            Discard
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2 phone:flex-col">
          {!isMine && (
            <Button
              variant="primary"
              size="lg"
              busy={acknowledge.busy}
              disabled={busy}
              onClick={() => acknowledge.run(answer)}
            >
              {status === "acknowledged" ? `Take over from ${ownerName}` : "Acknowledge"}
            </Button>
          )}
          {status !== "unanswered" && page.chainName !== null && (
            <Button size="lg" busy={escalate.busy} disabled={busy} onClick={() => escalate.run(answer)}>
              Call the next level
            </Button>
          )}
          <Button size="lg" busy={resolve.busy} disabled={busy} onClick={() => resolve.run(answer)}>
            Resolve
          </Button>
        </div>
      )}
      <Refusal>{acknowledge.refusal ?? escalate.refusal ?? resolve.refusal}</Refusal>
    </div>
  );
}

/** Reads the page anew when it turns out to have changed. */
function fresh<Input>(answer: ServerAction<Input>, onStale: () => void): ServerAction<Input> {
  return async (input, requestKey) => {
    const result = await answer(input, requestKey);
    if (!result.ok && result.error.code === "conflict") onStale();
    return result;
  };
}
