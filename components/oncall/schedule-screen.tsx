/** One schedule: drawn over two weeks, its shifts in words, overrides, and what is imported from calendars. */
"use client";
import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ScheduleView } from "#lib/oncall/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { PageBody, PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { type CalendarActions, CalendarRows } from "./calendar-rows";
import { OncallNavigation } from "./oncall-navigation";
import { namesOf, zonedDay, zonedTime } from "./oncall-words";
import { type AddOverride, OverrideDialog } from "./override-dialog";
import { OverrideRows } from "./override-rows";
import { ShiftRows } from "./shift-rows";
import { Timeline } from "./timeline";

export type ScheduleActions = CalendarActions & {
  addOverride: AddOverride;
  removeOverride: ServerAction<{ id: number }>;
  remove: ServerAction<{ id: number }>;
};

type ScheduleScreenProps = {
  view: ScheduleView;
  /** The day it begins at, from today. */
  offset: number;
  days: number;
  actions: ScheduleActions;
};

export function ScheduleScreen({ view, offset, days, actions }: ScheduleScreenProps) {
  const { me, people } = useDesk();
  const router = useRouter();
  const { schedule, now, next, from, to } = view;
  const { id, name, timeZone, description } = schedule;
  const mayManage = roleMay(me.role, "oncall.manage");
  const at = (start: number) => `/oncall/schedules/${id}${start === 0 ? "" : `?from=${start}`}`;
  return (
    <PageBody wide>
      <OncallNavigation />
      <PageHeader
        title={<bdi>{name}</bdi>}
        description={
          <>
            {description && <>{description} </>}
            On call now: <strong className="font-medium text-ink">{namesOf(now.userIds, people)}</strong>{" "}
            until {zonedTime(now.endsAt, timeZone)}. {next ? `Next: ${namesOf(next.userIds, people)}.` : ""}{" "}
            Times in {timeZone}.
          </>
        }
        actions={
          <>
            {roleMay(me.role, "oncall.answer") && (
              <OverrideDialog schedule={schedule} add={actions.addOverride} onDone={() => router.refresh()} />
            )}
            {mayManage && (
              <>
                <Button asChild>
                  <Link href={`/oncall/schedules/${id}/edit`}>Change</Link>
                </Button>
                <FormDialog
                  title="Remove the schedule"
                  trigger={<Button variant="ghost">Remove</Button>}
                  description="Escalation steps that call it have nobody from then on. What it was is kept in the audit trail."
                  submit="Remove"
                  action={actions.remove}
                  read={() => ({ id })}
                  onDone={() => router.push("/oncall/schedules")}
                >
                  {() => null}
                </FormDialog>
              </>
            )}
          </>
        }
      />
      <Section
        title={`${zonedDay(from, timeZone)} to ${zonedDay(new Date(to.getTime() - 1), timeZone)}`}
        actions={
          <>
            <Button asChild>
              <Link href={at(offset - days)} aria-label="Two weeks earlier">
                <ArrowLeft aria-hidden />
              </Link>
            </Button>
            {offset !== 0 && (
              <Button asChild>
                <Link href={at(0)}>Today</Link>
              </Button>
            )}
            <Button asChild>
              <Link href={at(offset + days)} aria-label="Two weeks later">
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          </>
        }
      >
        <Timeline view={view} />
        <ShiftRows shifts={view.shifts} timeZone={timeZone} layers={schedule.layers} />
      </Section>
      <Section title="Overrides">
        <OverrideRows view={view} remove={actions.removeOverride} />
      </Section>
      <Section
        title="Calendars"
        description="Entries that name somebody here put them on call; whole days that name nobody are holidays."
      >
        <CalendarRows view={view} actions={actions} />
      </Section>
    </PageBody>
  );
}
