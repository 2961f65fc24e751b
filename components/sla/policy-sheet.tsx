/** One SLA policy to be made or changed: where it holds, what it promises, when its clocks run. */
"use client";
import { useState } from "react";
import type { priorities } from "#lib/sla/model";
import { type SlaPolicy, type Target, usualPolicies, type WorkHours } from "#lib/sla/model";
import type { Queue } from "#lib/team/model";
import { DialogForm } from "../dialog-form";
import { HoursFields, hoursFrom } from "../settings/hours-fields";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Sheet, SheetContent } from "../ui/sheet";
import { Switch } from "../ui/switch";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";
import { durationMinutes } from "./clock-words";
import { TargetFields, targetName } from "./target-fields";

type PolicySheetProps = {
  /** Null: a new one, which is asked before all others. */
  policy: SlaPolicy | null;
  policies: SlaPolicy[];
  hours: WorkHours;
  queues: Queue[];
  plans: string[];
  zones: readonly string[];
  write: WriteSetting;
  onClose: () => void;
};

const [standard] = usualPolicies.policies;

export function PolicySheet(props: PolicySheetProps) {
  const { policy, hours, queues, plans, zones, write, onClose } = props;
  // As they were when this one was opened, whatever the page is told later.
  const [policies] = useState(props.policies);
  const [queueIds, setQueueIds] = useState(new Set(policy?.queueIds));
  const [pauses, setPauses] = useState(new Set(policy?.pauses ?? standard?.pauses));
  const [isOwn, setIsOwn] = useState(policy?.hours != null);
  const place = policy ? policies.indexOf(policy) : 0;
  const isLast = policy !== null && place === policies.length - 1;
  const { run, busy, refusal, faultOf } = useAction("policy-sheet", write, onClose);
  const faultAt = (name: string) => faultOf(`value.policies.${place}.${name}`);
  const targets = policy?.targets ?? standard?.targets;

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const targetOf = (priority: (typeof priorities)[number]): Target => ({
      first: durationMinutes(text(targetName(priority, "first"))),
      next: durationMinutes(text(targetName(priority, "next"))),
      resolution: durationMinutes(text(targetName(priority, "resolution"))),
      roundTheClock: form.get(targetName(priority, "roundTheClock")) !== null,
    });
    const saved: SlaPolicy = {
      key: policy?.key ?? newKey(text("name"), policies),
      name: text("name"),
      queueIds: isLast ? [] : [...queueIds],
      plans: isLast
        ? []
        : text("plans")
            .split(",")
            .map((plan) => plan.trim())
            .filter(Boolean),
      targets: {
        low: targetOf("low"),
        normal: targetOf("normal"),
        high: targetOf("high"),
        urgent: targetOf("urgent"),
      },
      hours: isOwn ? hoursFrom(form) : null,
      pauses: [...pauses],
    };
    const next = policy ? policies.with(place, saved) : [saved, ...policies];
    run({ key: "sla.policies", value: { policies: next }, seen: { policies } });
  }

  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={policy?.name ?? "Add a policy"}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form="sla-policy" variant="primary" busy={busy}>
              {policy ? "Save" : "Add"}
            </Button>
          </>
        }
      >
        <DialogForm id="sla-policy" refusal={refusal ?? faultOf("value.policies")} onSend={submit}>
          <Field label="Name" error={faultAt("name")}>
            {(control) => <Input {...control} name="name" defaultValue={policy?.name} required />}
          </Field>
          {isLast ? (
            <p className="text-ink-muted">This policy holds for every ticket no other one holds for.</p>
          ) : (
            <>
              <fieldset>
                <legend className="mb-1 text-sm font-medium text-ink-muted">
                  Queues (none: every queue)
                </legend>
                <div className="flex flex-col gap-1">
                  {queues.map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      label={name}
                      checked={queueIds.has(id)}
                      onCheckedChange={(isIn) => setQueueIds(withOne(queueIds, id, isIn === true))}
                    />
                  ))}
                </div>
              </fieldset>
              <Field
                label="Customer plans"
                hint={`Separated by commas; none: every customer.${plans.length > 0 ? ` In use: ${plans.join(", ")}.` : ""}`}
                error={faultAt("plans")}
              >
                {(control) => <Input {...control} name="plans" defaultValue={policy?.plans.join(", ")} />}
              </Field>
            </>
          )}
          {targets && <TargetFields targets={targets} faultOf={faultAt} />}
          <fieldset>
            <legend className="mb-1 text-sm font-medium text-ink-muted">
              Clocks pause while a ticket is
            </legend>
            <div className="flex flex-col gap-1">
              <Checkbox
                label="Waiting for the customer"
                checked={pauses.has("waiting")}
                onCheckedChange={(isIn) => setPauses(withOne(pauses, "waiting", isIn === true))}
              />
              <Checkbox
                label="On hold or snoozed"
                checked={pauses.has("on_hold")}
                onCheckedChange={(isIn) => setPauses(withOne(pauses, "on_hold", isIn === true))}
              />
            </div>
          </fieldset>
          <Switch label="Own working hours" checked={isOwn} onCheckedChange={setIsOwn} />
          {isOwn && (
            <HoursFields
              hours={policy?.hours ?? hours}
              zones={zones}
              faultOf={(name) => faultAt(`hours.${name}`)}
            />
          )}
        </DialogForm>
      </SheetContent>
    </Sheet>
  );
}

function withOne<Item>(items: Set<Item>, item: Item, isIn: boolean): Set<Item> {
  const next = new Set(items);
  if (isIn) next.add(item);
  else next.delete(item);
  return next;
}

/** A key for a policy of this name that no other one has. */
function newKey(name: string, policies: readonly SlaPolicy[]): string {
  const plain =
    name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 40) || "policy";
  const taken = new Set(policies.map(({ key }) => key));
  for (let number = 1; ; number++) {
    const key = number === 1 ? plain : `${plain}-${number}`;
    if (!taken.has(key)) return key;
  }
}
