/** Which channel is used after how many minutes. */
"use client";
import { useState } from "react";
import type { Channel, ContactRule } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { notify } from "../ui/toast";
import { useAction } from "../use-action";

type ContactRulesProps = {
  channels: Channel[];
  rules: ContactRule[];
  set: ServerAction<{ rules: ContactRule[] }>;
};

export function ContactRules({ channels, rules: saved, set }: ContactRulesProps) {
  const [after, setAfter] = useState(() => new Map(saved.map((rule) => [rule.channelId, rule.after])));
  const { run, busy, refusal } = useAction(null, set, () => notify({ title: "Order saved" }));
  const change = (id: number, minutes: number | null) =>
    setAfter((before) => {
      const next = new Map(before);
      if (minutes === null) next.delete(id);
      else next.set(id, minutes);
      return next;
    });
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const used = channels.flatMap(({ id }) => {
          const minutes = after.get(id);
          return minutes === undefined ? [] : [{ channelId: id, after: minutes }];
        });
        run({ rules: used.sort((a, b) => a.after - b.after) });
      }}
    >
      {channels.map(({ id, label }) => (
        <div key={id} className="flex flex-wrap items-center gap-3">
          <Checkbox
            className="min-w-40"
            label={label}
            checked={after.has(id)}
            onCheckedChange={(isOn) => change(id, isOn === true ? 0 : null)}
          />
          {after.has(id) && (
            <span className="flex items-center gap-2 text-ink-muted">
              after
              <Input
                type="number"
                min={0}
                max={240}
                className="w-20"
                aria-label={`Minutes before ${label}`}
                value={after.get(id)}
                onChange={({ target }) => change(id, Number(target.value))}
                required
              />
              minutes
            </span>
          )}
        </div>
      ))}
      <Button type="submit" variant="primary" className="self-start" busy={busy}>
        Save the order
      </Button>
      <Refusal>{refusal}</Refusal>
    </form>
  );
}
