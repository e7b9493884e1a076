// npm run check:budget: holds the production build's list page to its budgets. Needs a build; brings its own database,
// server and browser.
import { randomUUID } from "node:crypto";
import { type BrowserContext, chromium } from "@playwright/test";
import { demoAccount } from "#lib/auth/demo-account.ts";
import setup from "#tests/e2e/support/global-setup.ts";
import { publishedEnv } from "#tests/e2e/support/server.ts";
import { ensureBrowser } from "./browser/browser.ts";
import { markupOf, measure, type PageScript, scriptPaths } from "./budget/page-scripts.ts";
import { describe, type Finding, hintFinding, scriptFinding, scriptLines, shiftFinding } from "./budget/report.ts";
import { visit } from "./budget/visit.ts";
import { runCommand } from "./runtime/command.ts";

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;

await runCommand(async () => {
  const executablePath = ensureBrowser();
  const tearDown = await setup();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  try {
    const url = publishedEnv().APP_URL;
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin" });
    await signIn(context, url);
    const findings = await checkListPage(context, url);
    for (const finding of findings) console.log(describe(finding));
    return findings.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await browser.close();
    await tearDown();
  }
});

/** By the page, as people do: it tells the server the browser's time zone, which the list's HTML depends on. */
async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`, { waitUntil: "networkidle" });
  await page.getByLabel("Email").fill(demoAccount.email);
  await page.getByLabel("Password").fill(demoAccount.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${url}/`);
  await page.close();
}

async function checkListPage(context: BrowserContext, url: string): Promise<Finding[]> {
  const title = `Todo ${randomUUID()}`;
  const headers = { Origin: url };
  const created = await context.request.post(`${url}/api/todos`, { data: { title }, headers });
  if (!created.ok()) throw new Error(`Adding a todo answered ${created.status()}: ${await created.text()}`);

  const html = await (await context.request.get(url)).text();
  const scripts = await Promise.all(scriptPaths(html).map((path) => load(context, url, path)));
  for (const line of scriptLines(scripts)) console.log(line);
  const inMarkup = markupOf(html).includes(title);
  return [
    scriptFinding(scripts),
    hintFinding(scripts),
    { name: "the list in the server's HTML", holds: inMarkup, detail: inMarkup ? "there" : "missing" },
    ...(await checkInBrowser(context, url, scripts)),
  ];
}

async function load(context: BrowserContext, url: string, path: string): Promise<PageScript> {
  const response = await context.request.get(new URL(path, url).href);
  if (!response.ok()) throw new Error(`The page names the script ${path}, which answers ${response.status()}.`);
  return measure(path, await response.text());
}

async function checkInBrowser(
  context: BrowserContext,
  url: string,
  scripts: readonly PageScript[],
): Promise<Finding[]> {
  const known = new Set(scripts.map(({ path }) => path.split("?")[0]));
  const findings: Finding[] = [];
  for (const size of sizes) {
    const at = `at ${size.width} × ${size.height}`;
    const { shifts, complaints, scripts: loaded } = await visit(context, url, size);
    const lazy = loaded.filter((path) => !known.has(path));
    if (lazy.length > 0) console.log(`loaded after the page ${at}: ${lazy.join(", ")}`);
    findings.push(shiftFinding(at, shifts), {
      name: `console ${at}`,
      holds: complaints.length === 0,
      detail: complaints.join("; ") || "silent",
    });
  }
  return findings;
}
