/** The fields of a ticket that a person writes in. */
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

export const editor = (page: Page) => page.getByRole("textbox", { name: "Edit the proposal" });

export const composer = (page: Page) => page.getByRole("textbox", { name: "Write to the customer" });

/** Types into the field that has the focus, and says that it is still there afterwards with the caret where it was. */
export async function typesOn(page: Page, field: ReturnType<typeof editor>, words: string) {
  await expect(field).toBeFocused();
  const before = await field.inputValue();
  const caret = await field.evaluate((element: HTMLTextAreaElement) => element.selectionStart);
  await page.keyboard.type(words);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(before.slice(0, caret) + words + before.slice(caret));
}
