/** A menu of actions behind a button, each with its icon and key. */
"use client";
import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { floatStyle, menuItemStyle } from "./menu-style";

/** Not modal: the page behind stays readable and scrolls, and a click outside both closes and lands. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        {...rest}
        className={cn(floatStyle, "min-w-48", className)}
      />
    </Radix.Portal>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: ReactNode;
  keys?: string;
  isDangerous?: boolean;
};

export function DropdownMenuItem({ icon, keys, isDangerous, className, children, ...rest }: ItemProps) {
  return (
    <Radix.Item
      {...rest}
      className={cn(menuItemStyle, isDangerous && "text-critical-ink [&_svg]:text-critical-ink", className)}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {keys && <Kbd keys={keys} className="text-ink-faint" />}
    </Radix.Item>
  );
}

/** One of several exclusive choices, ticked when current. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem {...rest} className={cn(menuItemStyle, "pr-8", className)}>
      {children}
      <Radix.ItemIndicator className="absolute right-2">
        <Check aria-hidden className="text-accent-ink" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-sm text-ink-faint">{children}</Radix.Label>;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
