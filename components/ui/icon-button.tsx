/** A button that is only an icon: its label is required, read aloud and shown as a tooltip. */
"use client";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ButtonProps, "children" | "asChild" | "aria-label"> & {
  label: string;
  icon: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
};

const squares = { sm: "w-6 coarse:w-9", md: "w-7 coarse:w-11", lg: "w-9 coarse:w-11" };

export function IconButton({ label, icon, side, keys, size, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <Button
        variant="ghost"
        size={size}
        aria-label={label}
        className={cn("px-0 coarse:px-0", squares[size ?? "md"], className)}
        {...rest}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
