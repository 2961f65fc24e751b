/** `vigil learn rebuild`: learns everything again from the training log. */
import { saveRebuilt } from "#lib/agent/apprentice-state";
import { progress, type Subcommand } from "./subcommand";

export const learnRebuild: Subcommand = {
  usage: "learn rebuild",
  summary: "Learn again from every closed ticket and decision; workers take the new state when they start.",
  async run(ctx) {
    const { position, size, reranker } = await saveRebuilt(ctx, progress("Learning"));
    process.stdout.write(`Trained up to example ${position}: ${Math.ceil(size / 1024)} KiB\n`);
    const weights = Object.entries({ ...reranker.weights, bias: reranker.bias });
    const signs = weights.map(([sign, weight]) => `${sign} ${weight.toFixed(2)}`).join(", ");
    process.stdout.write(`Retrieval weights after ${reranker.seen} evaluated passages: ${signs}\n`);
    return 0;
  },
};
