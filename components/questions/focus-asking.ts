/** Puts the focus where a question is typed, as soon as it is on the screen. */
import { askFieldName } from "./ask-form";

/** Frames the panel may take to open. */
const mostFrames = 60;

export function focusAsking(frame = 0): void {
  const fields = document.querySelectorAll<HTMLElement>(`textarea[aria-label="${askFieldName}"]`);
  const field = [...fields].find((one) => one.checkVisibility());
  if (field) field.focus();
  else if (frame < mostFrames) requestAnimationFrame(() => focusAsking(frame + 1));
}
