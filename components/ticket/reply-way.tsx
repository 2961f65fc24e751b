/** Under a reply: whether it was sent, to where, and what can be done when it did not. */
"use client";
import { AlertTriangle, Check, Clock, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { roleMay } from "#lib/platform/rules";
import type { ReplyDelivery } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { useAction } from "../use-action";

type ReplyWayProps = {
  delivery: ReplyDelivery | undefined;
  /** The server has not said yet that it has it. */
  isPending: boolean;
};

/** Nothing for what is no reply of ours, or was withdrawn. */
export function ReplyWay({ delivery, isPending }: ReplyWayProps) {
  if (isPending) return <Line icon={<Clock aria-hidden />}>Sending</Line>;
  if (!delivery || delivery.status === "withdrawn") return null;
  const { status, connector, lastError, dueAt, sentAt } = delivery;
  if (status === "failed") return <NotDelivered delivery={delivery} />;
  if (status === "recorded" || !connector)
    return <Line icon={<Check aria-hidden />}>Recorded here, not sent anywhere</Line>;
  if (status === "sent")
    return (
      <Line icon={<Check aria-hidden />}>
        Sent to {connector} {sentAt && <RelativeTime time={sentAt} />}
      </Line>
    );
  if (lastError)
    return (
      <Line icon={<RotateCw aria-hidden />} className="text-caution-ink">
        Not there yet: {lastError} Tried again <RelativeTime time={dueAt} />.
      </Line>
    );
  return <Line icon={<Clock aria-hidden />}>On its way to {connector}</Line>;
}

function NotDelivered({ delivery: { eventId, connector, lastError } }: NotDeliveredProps) {
  const { me, actions } = useDesk();
  const { run, busy, refusal } = useAction(`reply-way.${eventId}`, actions.retryReply);
  return (
    <div role="alert">
      <Line icon={<AlertTriangle aria-hidden />} className="text-critical-ink">
        Not delivered to {connector ?? "its connector"}. {lastError}
        {roleMay(me.role, "ticket.write") && (
          <Button size="sm" busy={busy} onClick={() => run({ eventId })}>
            Retry
          </Button>
        )}
        <Refusal>{refusal}</Refusal>
      </Line>
    </div>
  );
}
type NotDeliveredProps = { delivery: ReplyDelivery };

type LineProps = { icon: ReactNode; className?: string; children: ReactNode };

function Line({ icon, className, children }: LineProps) {
  return (
    <div
      className={cn(
        "mt-0.5 flex flex-wrap items-center gap-x-1.5 gap-y-1 pr-3 pl-12 text-sm text-ink-faint [&_svg]:size-3.5",
        className,
      )}
    >
      {icon}
      {children}
    </div>
  );
}
