/** One's calendar addresses, and how another is made. */
"use client";
import { CalendarPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Feed } from "#lib/oncall/calendar/model";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import type { Secret } from "../settings/secret-dialog";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";
import { useAction } from "../use-action";
import type { Named } from "./target-name";

export type FeedActions = {
  makeFeed: ServerAction<{ scheduleId: number | null }, { secret: string }>;
  removeFeed: ServerAction<{ id: number }>;
};
type FeedRowsProps = {
  feeds: Feed[];
  schedules: Named[];
  actions: FeedActions;
  onSecret: (secret: Secret) => void;
};

const own = "own";

export function FeedRows({ feeds, schedules, actions, onSecret }: FeedRowsProps) {
  const [of, setOf] = useState(own);
  const making = useAction("feed-rows.making", actions.makeFeed, ({ secret }) =>
    onSecret({
      title: "Calendar address",
      description:
        "Subscribe to it in a calendar program. An earlier address for the same shifts stops working.",
      value: `${window.location.origin}/api/oncall/feeds/${secret}.ics`,
    }),
  );
  const removing = useAction("feed-rows.removing", actions.removeFeed);
  const nameOf = ({ scheduleName }: Feed) => scheduleName ?? "My shifts";
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line">
        {feeds.map((feed) => (
          <li key={feed.id} className="flex flex-wrap items-center gap-x-3 py-1.5">
            <span className="min-w-40 font-medium">
              <bdi>{nameOf(feed)}</bdi>
            </span>
            <span className="flex-1 text-ink-muted">
              {feed.readAt ? (
                <>
                  read <RelativeTime time={feed.readAt} />
                </>
              ) : (
                "not read yet"
              )}
            </span>
            <IconButton
              label={`End the address of ${nameOf(feed)}`}
              icon={<Trash2 />}
              disabled={removing.busy}
              onClick={() => removing.run({ id: feed.id })}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Shifts in the calendar"
          className="w-56"
          options={[
            { value: own, label: "My shifts" },
            ...schedules.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          value={of}
          onValueChange={setOf}
        />
        <Button busy={making.busy} onClick={() => making.run({ scheduleId: of === own ? null : Number(of) })}>
          <CalendarPlus aria-hidden /> Make an address
        </Button>
      </div>
      <Refusal>{making.refusal ?? removing.refusal}</Refusal>
    </div>
  );
}
