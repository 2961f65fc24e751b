/** Joins class names; a later Tailwind class wins over an earlier one of its kind. (.tsx so that the import map reaches it.) */
import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { theme: { shadow: ["pop"] } } });

/** `cn("px-2", isWide && "px-4")` gives "px-4". */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
