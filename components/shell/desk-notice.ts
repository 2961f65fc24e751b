/** Something a person is told whatever page is open. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type DeskNotice = {
  key: string;
  tone: "critical" | "caution" | "accent" | "quiet";
  icon: LucideIcon;
  text: ReactNode;
  /** What to do about it. */
  way?: { label: string; href: string } | { label: string; go: () => void } | undefined;
};
