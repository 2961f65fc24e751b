/** One's channels: what came of the last message to each, a test, and the way out. */
"use client";
import { Send, Trash2 } from "lucide-react";
import type { Channel } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { notify } from "../ui/toast";
import { useAction } from "../use-action";
import { channelWords } from "./oncall-words";

type OnChannel = ServerAction<{ channelId: number }>;
type ChannelRowsProps = { channels: Channel[]; remove: OnChannel; test: OnChannel };

export function ChannelRows({ channels, remove, test }: ChannelRowsProps) {
  const removing = useAction("channel-rows.removing", remove);
  const testing = useAction("channel-rows.testing", test, () => notify({ title: "A test is on its way" }));
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {channels.map(({ id, kind, label, lastError, lastSentAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="min-w-40 font-medium">
              <bdi>{label}</bdi> <span className="font-normal text-ink-muted">{channelWords[kind]}</span>
            </span>
            <span className="min-w-0 flex-1 text-ink-muted">
              {lastError ? (
                <>
                  <Badge tone="critical">Failed</Badge> <bdi>{lastError}</bdi>
                </>
              ) : lastSentAt ? (
                <>
                  Delivered <RelativeTime time={lastSentAt} />
                </>
              ) : (
                "Nothing sent yet"
              )}
            </span>
            <IconButton
              label={`Send a test to ${label}`}
              icon={<Send />}
              disabled={testing.busy}
              onClick={() => testing.run({ channelId: id })}
            />
            <IconButton
              label={`Remove ${label}`}
              icon={<Trash2 />}
              disabled={removing.busy}
              onClick={() => removing.run({ channelId: id })}
            />
          </li>
        ))}
      </ul>
      <Refusal>{removing.refusal ?? testing.refusal}</Refusal>
    </>
  );
}
