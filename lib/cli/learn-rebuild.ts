/** `vigil learn rebuild`: learns everything again from the log of what was taught. */
import { saveRebuilt } from "#lib/agent/apprentice-state";
import { progress, type Subcommand } from "./subcommand";

export const learnRebuild: Subcommand = {
  usage: "learn rebuild",
  summary: "Learn again from every closed ticket and decision; workers take the new state when they start.",
  async run(ctx) {
    const { position, size } = await saveRebuilt(ctx, progress("Learning"));
    process.stdout.write(`Learned anew up to lesson ${position}: ${Math.ceil(size / 1024)} KiB\n`);
    return 0;
  },
};
