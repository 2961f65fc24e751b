/** What the pages of metrics do. */
"use server";
import {
  createMetricSource,
  rotateMetricSecret,
  setSensitivity,
  switchMetricSource,
} from "#lib/metrics/commands";
import { action } from "../../action";

const sources = { refreshes: "/metrics/sources" };

export const createSourceAction = action(createMetricSource, sources);
export const rotateSourceAction = action(rotateMetricSecret, sources);
export const switchSourceAction = action(switchMetricSource, sources);
export const setSensitivityAction = action(setSensitivity);
