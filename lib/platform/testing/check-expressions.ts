/** `npm run check`: no expression whose time grows faster than what it reads, beside those that are owed. */
import { allExpressions, owed, unowed } from "./expressions";

const all = allExpressions();
const { found, gone } = unowed(all);
for (const { place, source, growth } of found)
  console.error(`${place} takes ${growth} time on some text: /${source}/`);
for (const source of gone)
  console.error(`No longer owed, take it off the list in expressions.ts: /${source}/`);
if (found.length + gone.length > 0) process.exitCode = 1;
else
  console.info(
    `${all.length} expressions are linear, or one of the ${owed.length} that read a bounded line.`,
  );
