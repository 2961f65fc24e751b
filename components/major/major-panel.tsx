/** What an incident means for customers: whether it is a major one, who wrote, who is told what, what the public reads. */
"use client";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { AffectedTickets } from "./affected-tickets";
import { ChangesAround } from "./changes-around";
import type { MajorActions } from "./major-actions";
import { useMajor } from "./major-query";
import { suspicionWords } from "./major-words";
import { NoticeList } from "./notice-list";
import { StatusTimeline } from "./status-timeline";

type MajorPanelProps = { incidentId: number; title: string; service: string | null; actions: MajorActions };

export function MajorPanel({ incidentId, title, service, actions }: MajorPanelProps) {
  const { me } = useDesk();
  const { data, error, refetch } = useMajor(incidentId);
  if (error && !data) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data) return null;
  const mayManage = roleMay(me.role, "incident.manage");
  const isCustomers = data.state !== "none" || data.affected.length > 0 || data.notices.length > 0;
  return (
    <>
      {data.state === "proposed" && (
        <Proposal
          incidentId={incidentId}
          reason={data.suspicion && suspicionWords(data.suspicion)}
          tickets={data.affected.length}
          actions={mayManage ? actions : null}
        />
      )}
      {data.affected.length > 0 && (
        <AffectedTickets
          incidentId={incidentId}
          affected={data.affected}
          isOver={data.isOver}
          mayManage={mayManage}
        />
      )}
      {(isCustomers || data.untold > 0) && (
        <NoticeList incidentId={incidentId} detail={data} mayManage={mayManage} actions={actions} />
      )}
      {(data.state === "confirmed" || data.posts.length > 0) && (
        <StatusTimeline
          incidentId={incidentId}
          suggested={service ? `Trouble with ${service}` : title}
          posts={data.posts}
          actions={mayManage ? actions : null}
        />
      )}
      {data.state === "confirmed" && !data.isOver && mayManage && (
        <Ending incidentId={incidentId} close={actions.close} />
      )}
      <ChangesAround changes={data.changes} />
    </>
  );
}

type ProposalProps = {
  incidentId: number;
  reason: string | null;
  tickets: number;
  actions: Pick<MajorActions, "confirm" | "dismiss"> | null;
};

function Proposal({ incidentId, reason, tickets, actions }: ProposalProps) {
  const confirming = useAction(`major-panel.confirming.${incidentId}`, actions?.confirm ?? refused);
  const dismissing = useAction(`major-panel.dismissing.${incidentId}`, actions?.dismiss ?? refused);
  return (
    <Section title="Possible major incident">
      {reason && <p className="max-w-prose">{reason}</p>}
      <p className="mt-1 max-w-prose text-ink-muted">
        {tickets === 0
          ? "Confirming drafts one message for the customers it concerns."
          : `Confirming lets ${tickets === 1 ? "its ticket" : `its ${tickets} tickets`} join, rests their own proposals, and drafts one answer for all.`}{" "}
        Nothing is sent before you have read it.
      </p>
      {actions && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="primary" busy={confirming.busy} onClick={() => confirming.run({ incidentId })}>
            Confirm major incident
          </Button>
          <Button busy={dismissing.busy} onClick={() => dismissing.run({ incidentId })}>
            Not a major incident
          </Button>
        </div>
      )}
      <Refusal>{confirming.refusal ?? dismissing.refusal}</Refusal>
    </Section>
  );
}

function Ending({ incidentId, close }: { incidentId: number; close: MajorActions["close"] }) {
  const closing = useAction(`major-panel.closing.${incidentId}`, close);
  return (
    <Section
      title="End"
      description="It ends by itself when its last alert does. Whoever was told gets a closing message proposed."
    >
      <Button busy={closing.busy} onClick={() => closing.run({ incidentId })}>
        It is over
      </Button>
      <Refusal>{closing.refusal}</Refusal>
    </Section>
  );
}

async function refused() {
  return {
    ok: false as const,
    error: { code: "forbidden" as const, message: "Your role does not allow this.", fields: [] },
  };
}
