/** Who is on call now, in a line beside something else; nothing where there is no schedule. */
"use client";
import Link from "next/link";
import { useDesk } from "../inbox/desk-context";
import { useOnCall } from "./oncall-query";
import { namesOf } from "./oncall-words";

export function OnCallWords() {
  const { people } = useDesk();
  const schedules = useOnCall().data ?? [];
  const now = [...new Set(schedules.flatMap((one) => one.now.userIds))];
  if (schedules.length === 0) return null;
  return (
    <span>
      <Link href="/oncall" className="underline">
        on call
      </Link>
      : {namesOf(now, people)}
    </span>
  );
}
