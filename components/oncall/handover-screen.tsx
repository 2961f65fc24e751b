/** Handing a shift over: what is open now, to whom, and the hand-overs before with who has signed them. */
"use client";
import { ClipboardCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { Handover, HandoverItem } from "#lib/oncall/handover/model";
import type { OnCall } from "#lib/oncall/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { HandoverDialog, type WriteHandover } from "./handover-dialog";
import { HandoverItems } from "./handover-items";
import { HandoverRecord, type SignHandover } from "./handover-record";
import { OncallNavigation } from "./oncall-navigation";
import { useUnsigned } from "./oncall-query";

type HandoverScreenProps = {
  items: HandoverItem[];
  past: Handover[];
  schedules: OnCall[];
  actions: { write: WriteHandover; sign: SignHandover };
};

/** The page is drawn by the server: one that is open as a shift is handed over shows it too. */
function useFresh(past: readonly Handover[]) {
  const router = useRouter();
  const isNew = useUnsigned()?.some(({ id }) => past.every((one) => one.id !== id)) ?? false;
  useEffect(() => {
    if (isNew) router.refresh();
  }, [isNew, router]);
}

export function HandoverScreen({ items, past, schedules, actions }: HandoverScreenProps) {
  const { me } = useDesk();
  useFresh(past);
  return (
    <PageBody wide>
      <OncallNavigation />
      <PageHeader
        title="Hand-over"
        description="What the next shift must know: stored as it stands now, signed by both."
        actions={
          roleMay(me.role, "oncall.answer") &&
          schedules.length > 0 && <HandoverDialog schedules={schedules} write={actions.write} />
        }
      />
      <Section title="Open now">
        <HandoverItems label="Open now" items={items} />
      </Section>
      <Section title="Handed over">
        {past.length === 0 ? (
          <EmptyState icon={<ClipboardCheck />} title="No shift was handed over yet">
            At the end of your shift, hand it over to whoever follows. They sign when they have read it.
          </EmptyState>
        ) : (
          past.map((handover) => <HandoverRecord key={handover.id} handover={handover} sign={actions.sign} />)
        )}
      </Section>
    </PageBody>
  );
}
