/** The look shared by everything that floats: menus, selects, popovers, the palette. */

/** The floating surface. */
export const floatStyle =
  "z-50 animate-pop rounded-md bg-panel p-1 text-base text-ink shadow-pop outline-none";

/** One line in a floating list; Radix marks the active one with `data-highlighted`, cmdk with `data-selected`. */
export const menuItemStyle =
  "relative flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none aria-disabled:opacity-50 data-highlighted:bg-hover data-[selected=true]:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";
