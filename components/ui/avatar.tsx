/** A person as initials on a colour that stays theirs. */
import type { CSSProperties } from "react";
import { cn } from "./cn";

type AvatarProps = {
  name: string;
  size?: "sm" | "md" | "lg";
  /** Set when the name stands in text right beside it. */
  decorative?: boolean;
  className?: string;
};

const sizes = { sm: "size-5 text-[0.5625rem]", md: "size-6 text-[0.625rem]", lg: "size-9 text-sm" };

export function Avatar({ name, size = "md", decorative, className }: AvatarProps) {
  // Lightness and chroma are fixed, so every hue keeps AA contrast.
  const colours: CSSProperties & Record<"--hue", number> = { "--hue": hueOf(name) };
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      style={colours}
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full bg-[light-dark(oklch(0.92_0.045_var(--hue)),oklch(0.36_0.06_var(--hue)))] font-semibold text-[light-dark(oklch(0.38_0.09_var(--hue)),oklch(0.91_0.05_var(--hue)))]",
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** "Ada King Lovelace" gives "AL", "ada@example.com" gives "A". */
export function initialsOf(name: string): string {
  const words =
    name
      .split("@", 1)[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const ends = words.length > 1 && !name.includes("@") ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...(word ?? "?")][0]?.toUpperCase()).join("");
}

function hueOf(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash % 12) * 30;
}
