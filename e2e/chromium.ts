/** Finds a browser for the tests: the system's Chromium, else Playwright's own, else installs one where that can be done. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const advice =
  "The browser tests need Chromium, and none could be installed here. " +
  "Run `apt-get install chromium` as root or `npx playwright install chromium`, then `npm test` again.";

/** Path of an executable Chromium. Throws a sentence that says what to run when there is none. */
export function findChromium(): string {
  const found = systemChromium() ?? ownChromium() ?? installed();
  if (found) return found;
  throw new Error(advice);
}

function systemChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const program of programs) {
    const { stdout, status } = spawnSync("which", [program], { encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

function ownChromium(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Debian's package where we are root and apt is there; Playwright's download elsewhere. */
function installed(): string | undefined {
  if (process.getuid?.() === 0 && spawnSync("which", ["apt-get"]).status === 0) {
    process.stdout.write("Installing Chromium from the system's packages …\n");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const system = systemChromium();
    if (system) return system;
  }
  process.stdout.write("Installing Playwright's Chromium …\n");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", timeout: 300_000 });
  return ownChromium();
}
