import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** The headless shell comes first: without windows and compositing, tests take about half the time. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser for the tests: CHROMIUM_PATH, else Playwright's own, else one on the PATH; undefined without any. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : findOnPath();
}

/** Finds a browser or installs one: Playwright's own, else by apt as root. @throws {Error} with the command to run */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log("no browser found; installing one");
  for (const install of [installPlaywrights, installByApt]) {
    const installed = install() ? findBrowser() : undefined;
    if (installed) return installed;
  }
  throw new Error("No browser could be installed. Install Chromium, or name one in CHROMIUM_PATH, and run this again.");
}

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installPlaywrights(): boolean {
  return succeeds("npx", ["playwright", "install", "chromium"]);
}

function installByApt(): boolean {
  if (process.getuid?.() !== 0 || !succeeds("apt-get", ["--version"])) return false;
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  const install = (name: string) => ["install", "-y", "--no-install-recommends", name];
  return (
    succeeds("apt-get", ["update"], environment) &&
    ["chromium-headless-shell", "chromium"].some((name) => succeeds("apt-get", install(name), environment))
  );
}

function succeeds(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): boolean {
  const { status } = spawnSync(command, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0;
}
