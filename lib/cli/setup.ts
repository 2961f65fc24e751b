/** `vigil setup`: the code with which the first administrator is made. */
import { setupCode } from "#lib/platform/sign-in/setup-code";
import { hasAdministrator } from "#lib/team/queries";
import type { Subcommand } from "./subcommand";

export const setup: Subcommand = {
  usage: "setup",
  summary: "Show the set-up code, with which the first visitor becomes the administrator.",
  async run(ctx) {
    const text = (await hasAdministrator(ctx))
      ? "Vigil is already set up: it has an administrator."
      : `Open /setup on the desk and enter the code ${setupCode()}`;
    process.stdout.write(`${text}\n`);
    return 0;
  },
};
