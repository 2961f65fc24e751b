/** Two customers who are one person: finds the other one, shows what a merge does, and does it. */
"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { z } from "zod";
import { CustomerMatch } from "#lib/customers/model";
import { countWords } from "#lib/platform/count/rules";
import type { Customer } from "#lib/tickets/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { mergeWords } from "./merge-words";
import { useMerge } from "./use-merge";

type MergeDialogProps = {
  ticketId: number;
  customer: Customer;
  /** Chosen already. */
  offered: CustomerMatch | undefined;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function MergeDialog({ open, onOpenChange, ...rest }: MergeDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <MergeContent {...rest} onClose={() => onOpenChange(false)} />}
    </Dialog>
  );
}

type MergeContentProps = Omit<MergeDialogProps, "open" | "onOpenChange"> & { onClose: () => void };

function MergeContent({ ticketId, customer, offered, onClose }: MergeContentProps) {
  const [chosen, setChosen] = useState(offered);
  const merge = useMerge(ticketId, onClose);
  return (
    <DialogContent
      title={`Merge with ${customer.name}`}
      description="For one person who is known here as two customers."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={merge.busy}
            disabled={!chosen}
            onClick={() => chosen && merge.run({ intoId: customer.id, fromId: chosen.id })}
          >
            Merge
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {!offered && <CustomerChoice besides={customer.id} chosen={chosen} onChoose={setChosen} />}
        {chosen && (
          <ul aria-label="What will happen" className="flex list-disc flex-col gap-1 pl-5">
            {mergeWords(customer, chosen).map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        )}
        <Refusal>{merge.refusal}</Refusal>
      </div>
    </DialogContent>
  );
}

type CustomerChoiceProps = {
  besides: number;
  chosen: CustomerMatch | undefined;
  onChoose: (match: CustomerMatch | undefined) => void;
};

function CustomerChoice({ besides, chosen, onChoose }: CustomerChoiceProps) {
  const name = useId();
  const [words, setWords] = useState("");
  const search = useDeferredValue(words.trim());
  const { data, error } = useQuery({
    queryKey: queryKeys.customers(search, besides),
    queryFn: ({ signal }) => fetchJson(z.array(CustomerMatch), "/api/customers", { search, besides }, signal),
    enabled: search !== "",
    placeholderData: keepPreviousData,
  });
  const found = search === "" ? undefined : data;
  return (
    <>
      <Field label="Name, email or company of the other customer">
        {(control) => (
          <Input
            {...control}
            type="search"
            value={words}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => {
              setWords(event.target.value);
              onChoose(undefined);
            }}
          />
        )}
      </Field>
      <Refusal>{error?.message}</Refusal>
      {found?.length === 0 && <p className="text-ink-muted">No other customer matches.</p>}
      {found && found.length > 0 && (
        <fieldset className="flex max-h-60 flex-col overflow-y-auto">
          <legend className="sr-only">Customers found</legend>
          {found.map((match) => (
            <label
              key={match.id}
              className="flex cursor-pointer items-baseline gap-2 rounded-sm px-2 py-1 hover:bg-hover has-checked:bg-selected coarse:min-h-11"
            >
              <input
                type="radio"
                name={name}
                checked={chosen?.id === match.id}
                onChange={() => onChoose(match)}
                className="accent-accent"
              />
              <MatchWords match={match} />
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function MatchWords({ match }: { match: CustomerMatch }) {
  const known = [match.email ?? match.externalId, match.company].filter(Boolean);
  return (
    <span className="min-w-0 wrap-anywhere">
      <bdi>{match.name}</bdi>{" "}
      <span className="text-ink-muted">
        {known.map((each) => (
          <span key={each}>
            <bdi>{each}</bdi>
            {" · "}
          </span>
        ))}
        {countWords(match.tickets, "ticket")}
      </span>
    </span>
  );
}
