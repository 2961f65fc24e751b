/** How long one run on a ticket may take before the agent abstains and says so. No model is asked in it. */

/** In milliseconds; a run on an ordinary ticket takes a hundredth of it. */
export const runBudgetMs = 5_000;

/** What `thinking` comes to, or null when the time is up first; an error of its own is thrown. */
export async function withinBudget<T>(thinking: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), runBudgetMs);
  });
  try {
    return await Promise.race([thinking, late]);
  } finally {
    clearTimeout(timer);
    // What still goes on comes to nothing, and its failure is nobody's.
    thinking.catch(() => {});
  }
}
