/** Days off, one a line, typed or out of an iCalendar file. */
"use client";
import { useRef, useState } from "react";
import { countWords } from "#lib/platform/count/rules";
import { HolidayDates } from "#lib/sla/model";
import { postJson } from "../live/fetch-json";
import { ReadError } from "../live/read-error";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { TextareaField } from "../ui/textarea-field";
import { datesIn } from "./hours-text";

type HolidaysFieldProps = { holidays: readonly string[]; fault: string | undefined };

export function HolidaysField({ holidays, fault }: HolidaysFieldProps) {
  const [text, setText] = useState(holidays.join("\n"));
  const [told, setTold] = useState<{ done?: string; refusal?: string }>({});
  const file = useRef<HTMLInputElement>(null);

  async function take(chosen: File) {
    try {
      const { dates } = await postJson(HolidayDates, "/api/holidays", { text: await chosen.text() });
      const before = datesIn(text);
      const added = dates.filter((date) => !before.includes(date));
      setText(datesIn([...before, ...added].join("\n")).join("\n"));
      setTold({ done: `${added.length} of ${countWords(dates.length, "date")} added. Save to keep them.` });
    } catch (error) {
      setTold({ refusal: error instanceof ReadError ? error.message : "The file could not be read." });
    }
  }

  return (
    <div className="flex flex-col gap-1.5">
      <TextareaField
        label="Holidays"
        hint="One date per line, like 2026-12-25."
        error={fault}
        name="holidays"
        rows={4}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="font-mono"
      />
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={file}
          type="file"
          accept=".ics,text/calendar"
          aria-label="iCalendar file with holidays"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) void take(chosen);
            event.target.value = "";
          }}
        />
        <Button size="sm" onClick={() => file.current?.click()}>
          Add from an iCalendar file
        </Button>
        <p role="status" className="text-sm text-ink-muted">
          {told.done}
        </p>
      </div>
      <Refusal>{told.refusal}</Refusal>
    </div>
  );
}
