/** Choosing one of a few; for many use a palette. */
"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";
import { isCharacterStroke } from "./key-combo";
import { floatStyle, menuItemStyle } from "./menu-style";

export type SelectOption<Value extends string> = { value: Value; label: ReactNode };

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  /** The choices are shown. */
  onOpen?: () => void;
  placeholder?: string;
  /** The name a form submits it under. */
  name?: string;
  disabled?: boolean;
  className?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, placeholder, className, defaultValue, onValueChange, onOpen, name, ...rest } = props;
  const [own, setOwn] = useState(defaultValue);
  const { value = own, disabled, ...trigger } = rest;
  return (
    <Radix.Root
      value={value ?? ""}
      name={name}
      disabled={disabled}
      onOpenChange={(isOpen) => isOpen && onOpen?.()}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (!chosen) return;
        setOwn(chosen.value);
        onValueChange?.(chosen.value);
      }}
    >
      <Radix.Trigger
        {...trigger}
        asChild
        className={cn(
          controlStyle,
          "inline-flex h-7 items-center justify-between gap-2 px-2 text-left data-placeholder:text-ink-faint coarse:h-11 coarse:px-3",
          className,
        )}
      >
        <Closed>
          <span className="truncate">
            {/* By itself it knows the choice's words only in the browser, and what stands beside it would move then. */}
            <Radix.Value placeholder={placeholder}>
              {options.find((option) => option.value === value)?.label}
            </Radix.Value>
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </Closed>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          data-keys="own"
          className={floatStyle}
        >
          <Radix.Viewport className="max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)">
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={cn(menuItemStyle, "pr-8")}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-4 text-accent-ink" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What is chosen, as a button: a letter pressed on it is the desk's, and chooses nothing that is not in sight. */
function Closed({ onKeyDown, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      onKeyDown={(event) => {
        if (event.key === " " || !isCharacterStroke(event.key)) onKeyDown?.(event);
      }}
    />
  );
}
