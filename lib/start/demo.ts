/** Plays the demo's story, where it was not played yet; started by the launcher. */
import "#lib/code-tools";
import "#lib/reactions";
import { closeDatabase } from "#db/client";
import { prepareDemo } from "#lib/demo/set-up";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { loggedText } from "#lib/platform/log-safely";
import type { Told } from "./errand";

const { VIGIL_DEMO_TICKETS } = env();
const tell = (told: Told) => process.send?.(told);
try {
  await prepareDemo(systemCtx("demo"), {
    ...(VIGIL_DEMO_TICKETS && { tickets: VIGIL_DEMO_TICKETS }),
    onProgress: (done, total) => tell({ done, total }),
  });
  await closeDatabase();
} catch (error) {
  process.stderr.write(`${loggedText(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
} finally {
  // The channel to the launcher would hold the process.
  process.channel?.unref();
}
