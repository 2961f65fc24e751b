/** Toasts, only for what happened elsewhere or can be undone. */
"use client";
import type { ReactNode } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { useTheme } from "./theme";

type Notice = {
  title: ReactNode;
  detail?: string;
  tone?: "neutral" | "critical";
  /** Offers to take it back for ten seconds. */
  undo?: () => void;
  /** Offers to go where it happened. */
  open?: { label: string; go: () => void };
  /** A notice with the same id replaces the earlier one. */
  id?: string;
};

export function notify({ title, detail, tone, undo, open, id }: Notice) {
  const show = tone === "critical" ? toast.error : toast;
  show(title, {
    id,
    description: detail,
    duration: undo || open || tone === "critical" ? 10_000 : 4_000,
    action: undo ? { label: "Undo", onClick: undo } : open && { label: open.label, onClick: open.go },
  });
}

/** Takes a notice away, e.g. after the undo key was used. */
export function dismissNotice(id: string) {
  toast.dismiss(id);
}

/** Once at the root. As wide as the panel it lies on, so that the composer beside it stays free. */
export function Toaster() {
  const [theme] = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      visibleToasts={3}
      gap={8}
      offset={12}
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-56 xl:w-60 2xl:w-72 phone:w-full items-center gap-2 rounded-md bg-panel px-3 py-2.5 text-base text-ink shadow-pop [&_[data-icon]_svg]:size-4",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-ink-muted!",
          icon: "text-critical-ink",
          actionButton: "h-6 shrink-0 rounded-sm px-2 text-sm font-medium text-accent-ink hover:bg-hover",
        },
      }}
    />
  );
}
