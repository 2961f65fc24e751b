/** What the web process needs of our own before and beside Next: an entry of its own, because it is bundled for a quick start. */
export { watchRows } from "#lib/audit/missing-rows";
export { makeGuard } from "#lib/platform/edge/guard";
export { openLine } from "#lib/platform/edge/line";
export { env } from "#lib/platform/env";
export { collectWhenIdle } from "#lib/platform/idle-memory";
export { logConsole } from "#lib/platform/log";
export { startTracing } from "#lib/platform/tracing/sdk";
export { holdServer } from "#lib/postgres/launcher";
export { answerWebhook } from "../../app/webhook-requests";
export { stopWhenAsked } from "./stopping";
