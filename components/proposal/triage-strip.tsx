/** Proposed triage field by field, each with how sure it is and to be changed where it stands; one key to take it. */
"use client";
import { ArrowRight, ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { percentWords } from "#lib/platform/percent/rules";
import { roleMay } from "#lib/platform/rules";
import { priorities } from "#lib/sla/model";
import type { Suggestion } from "#lib/suggestions/model";
import type { TriageOption } from "#lib/suggestions/step";
import { type Ticket, TriageFields } from "#lib/tickets/model";
import { useDesk, useQueueName } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { priorityWords } from "../inbox/ticket-words";
import { useAttention } from "../shortcuts/provider";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useTicketChange } from "../ticket/use-ticket-change";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Select } from "../ui/select";
import type { Decide } from "./use-decide";

type TriageStripProps = {
  suggestion: Extract<Suggestion, { kind: "triage" }>;
  ticket: Ticket | undefined;
  /** No other proposal waits: `a` and `d` are free for this one. */
  isAlone: boolean;
  /** Somebody changes its fields: it stays until they are done. */
  onHold: (isHeld: boolean) => void;
  onDecide: Decide;
};

type Field = keyof TriageFields;

const fieldWords = {
  queueId: "Queue",
  category: "Category",
  service: "Service",
  priority: "Priority",
} as const satisfies Record<Field, string>;

/** Where the fields would need a second line, they are one line that opens. */
const foldOfFew = {
  line: "@max-[34rem]:flex",
  below: "@max-[34rem]:order-last @max-[34rem]:basis-full",
  hidden: "@max-[34rem]:hidden",
};
const foldOfMany = {
  line: "@max-[50rem]:flex",
  below: "@max-[50rem]:order-last @max-[50rem]:basis-full",
  hidden: "@max-[50rem]:hidden",
};

/** A menu entry cannot have an empty value. */
const asItIs = "as-it-is";

export function TriageStrip({ suggestion, ticket, isAlone, onHold, onDecide }: TriageStripProps) {
  const { me } = useDesk();
  const proposed = suggestion.payload.triage;
  const [changed, setChanged] = useState<Partial<Record<Field, string>>>({});
  const mayDecide = roleMay(me.role, "suggestion.decide");
  const names = (Object.keys(fieldWords) as Field[]).filter(
    (name) => proposed[name] !== undefined && proposed[name] !== ticket?.[name],
  );
  const taken = fieldsTaken(proposed, changed);
  const [isUnfolded, setIsUnfolded] = useState(false);
  const words = useTriageWords();
  const fold = names.length > 2 ? foldOfMany : foldOfFew;
  const isEmpty = Object.keys(taken).length === 0;
  const isOpen = suggestion.status === "open";
  const { setFields } = useTicketChange(suggestion.ticketId);
  const drop = () => {
    onHold(false);
    if (isOpen) void onDecide(suggestion, { verdict: "reject" });
  };
  const take = () => {
    if (isEmpty) return drop();
    onHold(false);
    if (isOpen) void onDecide(suggestion, { verdict: "accept", triage: taken });
    else if (ticket) void setFields(taken, ticket);
  };
  const strip = useRef<HTMLElement>(null);
  const attention = useAttention();
  /** Where the window is short it may be scrolled away: its key brings it back first, and decides once it was seen. */
  const onceSeen = (act: () => void) => () => {
    if (!strip.current || isInSight(strip.current)) return act();
    strip.current.scrollIntoView({ block: "nearest" });
    attention.settle();
  };
  useShortcut("proposal.acceptTriage", onceSeen(take), { enabled: mayDecide });
  useShortcut("proposal.dismissTriage", onceSeen(drop), { enabled: mayDecide });
  useShortcut("proposal.accept", onceSeen(take), { enabled: mayDecide && isAlone });
  useShortcut("proposal.reject", onceSeen(drop), { enabled: mayDecide && isAlone });
  return (
    <section
      ref={strip}
      aria-label="Proposal: Triage"
      title={suggestion.why}
      // Room that is kept for a card which went stands where the card was: neither of the two moves.
      className="@container mx-3 mb-2 shrink-0 rounded-lg border border-line last:mt-0! phone:mx-2 short:order-last short:mt-auto! short:mb-1 group-has-[[data-editor]]/foot:group-has-[[data-meanwhile]]/foot:hidden short:group-has-[[data-editor]]/foot:hidden"
    >
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
        <KindIcon kind="triage" className="size-4 shrink-0 text-accent-ink" />
        <button
          type="button"
          aria-expanded={isUnfolded}
          onClick={() => setIsUnfolded(!isUnfolded)}
          className={cn("hidden h-9 min-w-0 flex-1 items-center gap-1 text-left font-medium", fold.line)}
        >
          <span className="sr-only">Proposed triage: </span>
          <span className="truncate">
            {names.map((name) => words(name, changed[name] ?? String(proposed[name]))).join(" · ")}
          </span>
          <ChevronDown
            aria-hidden
            className={cn("size-4 shrink-0 text-ink-faint", isUnfolded && "rotate-180")}
          />
        </button>
        <dl
          className={cn(
            "flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5",
            fold.below,
            !isUnfolded && fold.hidden,
          )}
        >
          {names.map((name) => (
            <TriageField
              key={name}
              name={name}
              ticket={ticket}
              value={changed[name] ?? String(proposed[name])}
              options={suggestion.payload.triageOptions?.[name] ?? []}
              isReader={!mayDecide}
              onOpen={() => onHold(true)}
              onChange={(value) => setChanged({ ...changed, [name]: value })}
            />
          ))}
        </dl>
        {!isOpen && (
          <p role="status" className="basis-full text-caution-ink">
            This triage was decided meanwhile; what you set here is set on the ticket.
          </p>
        )}
        {mayDecide && (
          <span className="flex gap-1">
            <Button
              data-decides
              size="sm"
              keys={keysOf("proposal.acceptTriage")}
              disabled={isEmpty}
              onClick={take}
            >
              Apply
            </Button>
            <Button
              data-decides
              size="sm"
              variant="ghost"
              keys={keysOf("proposal.dismissTriage")}
              onClick={drop}
            >
              Dismiss
            </Button>
          </span>
        )}
      </div>
    </section>
  );
}

/** Whether half of it at least is not scrolled away. */
function isInSight(element: HTMLElement): boolean {
  const own = element.getBoundingClientRect();
  const room = element.closest(".scroll-region")?.getBoundingClientRect() ?? own;
  return Math.min(own.bottom, room.bottom) - Math.max(own.top, room.top) >= own.height / 2;
}

type TriageFieldProps = {
  name: Field;
  ticket: Ticket | undefined;
  value: string;
  options: readonly TriageOption[];
  isReader: boolean;
  onOpen: () => void;
  onChange: (value: string) => void;
};

function TriageField({ name, ticket, value, options, isReader, onOpen, onChange }: TriageFieldProps) {
  const words = useTriageWords();
  const choices = useChoices(name, value, options);
  const confidence = options.find((option) => String(option.value) === value)?.confidence;
  const before = ticket?.[name];
  return (
    <div className="flex min-w-0 items-center gap-0.5">
      <dt className="text-ink-faint">{fieldWords[name]}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        {before !== null && before !== undefined && (
          <>
            <span className="pl-1 text-ink-faint line-through">{words(name, String(before))}</span>
            <ArrowRight aria-label="to" className="size-3 text-ink-faint" />
          </>
        )}
        {isReader ? (
          <span className="font-medium">{words(name, value)}</span>
        ) : (
          <Select
            aria-label={fieldWords[name]}
            className="h-6 max-w-48 gap-0 border-transparent bg-transparent px-1 font-medium hover:border-line-strong [&>svg]:hidden coarse:h-9 coarse:text-base"
            value={value}
            onOpen={onOpen}
            onValueChange={onChange}
            options={[
              ...choices.map((choice) => ({ value: choice, label: words(name, choice) })),
              { value: asItIs, label: "Keep as it is" },
            ]}
          />
        )}
        {confidence !== undefined && (
          <span className="text-sm text-ink-faint tabular-nums">{percentWords(confidence)}</span>
        )}
      </dd>
    </div>
  );
}

/** What a field may be set to: what the agent holds likely, then every queue or priority there is. */
function useChoices(name: Field, value: string, options: readonly TriageOption[]): string[] {
  const { queues } = useDesk();
  const likely = options.map((option) => String(option.value));
  const all = name === "queueId" ? queues.map(({ id }) => String(id)) : name === "priority" ? priorities : [];
  return [...new Set([...likely, ...all, ...(value === asItIs ? [] : [value])])];
}

function useTriageWords(): (name: Field, value: string) => string {
  const queueName = useQueueName();
  return (name, value) => {
    if (value === asItIs) return "Keep as it is";
    if (name === "queueId") return queueName(Number(value));
    const priority = priorities.find((one) => one === value);
    return name === "priority" && priority ? priorityWords[priority] : value;
  };
}

/** The proposed fields with what was changed in them, without those to be left as they are. */
function fieldsTaken(proposed: TriageFields, changed: Partial<Record<Field, string>>): TriageFields {
  const entries = (Object.keys(proposed) as Field[]).flatMap((name): [Field, unknown][] => {
    const value = changed[name];
    if (value === asItIs) return [];
    if (value === undefined) return [[name, proposed[name]]];
    return [[name, name === "queueId" ? Number(value) : value]];
  });
  return TriageFields.parse(Object.fromEntries(entries));
}
