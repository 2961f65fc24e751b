/** What the page of the catalogue does. */
"use server";
import {
  addAction,
  changeAction,
  renewActionSecret,
  switchAction,
} from "#lib/remediation/catalogue/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/actions" };

export const addActionAction = action(addAction, page);
export const changeActionAction = action(changeAction, page);
export const switchActionAction = action(switchAction, page);
export const renewActionSecretAction = action(renewActionSecret, page);
