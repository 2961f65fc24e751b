/** Takes alerts in as they arrive, those of one source that arrive together with one commit. */

import type { Ctx } from "#lib/platform/context";
import { sharedCommit } from "#lib/platform/shared-commit";
import type { InboundAlert } from "#lib/signals/model";
import { type RecordedAlert, recordAlerts } from "./record-alerts";

/** Who sends: the source, how people call it, and where tickets start. */
export type AlertSource = { source: string; sourceName: string; queueKey: string | null };

const mostAlerts = 500;

const take = sharedCommit(
  mostAlerts,
  async (
    ctx: Ctx,
    items: { from: AlertSource; alert: InboundAlert }[],
  ): Promise<(RecordedAlert | null)[]> => {
    const [first] = items;
    return first ? recordAlerts(ctx, { ...first.from, alerts: items.map(({ alert }) => alert) }) : [];
  },
);

/** `recordAlerts`, with the cost of the commit shared; resolves when they are committed. */
export function takeAlerts(
  ctx: Ctx,
  from: AlertSource,
  alerts: InboundAlert[],
): Promise<(RecordedAlert | null)[]> {
  return take(
    ctx,
    from.source,
    alerts.map((alert) => ({ from, alert })),
  );
}
