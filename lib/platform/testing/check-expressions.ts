/** `npm run check`: no expression whose time grows faster than what it reads. */
import { builtExpressions } from "./built-expressions";
import { allExpressions, vulnerable } from "./expressions";
import { pumped } from "./pumped";

const all = [...allExpressions(), ...(await builtExpressions())];
const found = [
  ...vulnerable(all).map(
    ({ place, source, growth }) => `${place} takes ${growth} time on some text: /${source}/`,
  ),
  ...all.flatMap((one) => pumped(one) ?? []),
];
for (const fault of found) console.error(fault);
if (found.length > 0) process.exitCode = 1;
else console.info(`${all.length} expressions are linear.`);
