/** How long one run on a ticket may take before the agent abstains and says so. */
import { usualLimits } from "./model-calls";

/** With the built-in apprentice alone, in milliseconds; a run on an ordinary ticket takes a hundredth of it. */
export const offlineBudgetMs = 5_000;
/** With a model: three attempts and the waits for a turn. */
const modelBudgetMs = offlineBudgetMs + 3 * usualLimits.timeout + usualLimits.queueTimeout;

/** What `thinking` comes to, or null when the time is up first; an error of its own is thrown. */
export async function withinBudget<T>(thinking: Promise<T>, asksModel: boolean): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), asksModel ? modelBudgetMs : offlineBudgetMs);
  });
  try {
    return await Promise.race([thinking, late]);
  } finally {
    clearTimeout(timer);
    // What still goes on comes to nothing, and its failure is nobody's.
    thinking.catch(() => {});
  }
}
