/** A day, a time of day or both. The button that opens the browser's calendar is our own: the browser's takes the desk's keys, and Escape. */
"use client";
import { CalendarDays, Clock } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { Input } from "./input";

export type DateInputProps = Omit<ComponentProps<typeof Input>, "type" | "ref"> & {
  type: "date" | "time" | "datetime-local";
};

export function DateInput({ className, type, ...rest }: DateInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const isTime = type === "time";
  return (
    <span className={cn("relative flex", className)}>
      <Input
        ref={field}
        type={type}
        {...rest}
        className="supports-[selector(::-webkit-calendar-picker-indicator)]:pr-7 coarse:pr-11 [&::-webkit-calendar-picker-indicator]:hidden"
      />
      <IconButton
        label={isTime ? "Choose a time" : "Choose in a calendar"}
        icon={isTime ? <Clock /> : <CalendarDays />}
        disabled={rest.disabled}
        onClick={() => field.current?.showPicker()}
        className="absolute right-0 hidden text-ink-faint supports-[selector(::-webkit-calendar-picker-indicator)]:inline-flex"
      />
    </span>
  );
}
