/** Where no card stands: what else might be said here. A key puts it into the reply, to be read before it goes out. */
"use client";
import { useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { isWorthOffering } from "#lib/suggestions/rules";
import type { StoredCandidate } from "#lib/suggestions/step";
import { useDesk } from "../inbox/desk-context";
import { usePutInReply } from "../ticket/put-in-reply";
import { Alternatives, OthersToggle } from "./alternatives";

export function ReplyOptions({ ticketId, steps }: { ticketId: number; steps: readonly StoredCandidate[] }) {
  const { me } = useDesk();
  const [isUnfolded, setUnfolded] = useState(false);
  const put = usePutInReply(ticketId);
  const replies = steps.filter((step) => step.kind === "reply" && isWorthOffering(step));
  if (replies.length === 0 || !roleMay(me.role, "ticket.write")) return null;
  const choose = (place: number | undefined) => {
    const step = place === undefined ? undefined : replies[place];
    if (step) put(step.text, "The draft");
  };
  return (
    <div className="flex w-full min-w-0 basis-full flex-col">
      <OthersToggle
        noun="possible reply"
        nouns="possible replies"
        alternatives={replies}
        first={0}
        isUnfolded={isUnfolded}
        onToggle={() => setUnfolded(!isUnfolded)}
      />
      <Alternatives
        label="Possible replies"
        alternatives={replies}
        isFolded={!isUnfolded}
        chosen={undefined}
        onChoose={choose}
      />
    </div>
  );
}
