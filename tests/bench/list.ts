import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { createAccount } from "#lib/auth/create-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { ensureBrowser } from "#scripts/browser/browser.ts";
import setup from "#tests/e2e/support/global-setup.ts";
import { makeManyTodos } from "#tests/e2e/support/many-todos.ts";
import { publishedEnv } from "#tests/e2e/support/server.ts";
import { type Finding, median, percentile, round } from "./report.ts";

const few = 100;
const many = 10_000;
const rounds = 15;
/** Pixels of one step of a wheel, and the number of steps that are watched. */
const step = 150;
const steps = 400;

interface Opened {
  /** Milliseconds from the address to a page that answers: the first todos drawn and ticking off possible. */
  readonly ms: number;
  readonly htmlKilobytes: number;
}

/**
 * Measures in a browser how long the list page takes to open with 10,000 open todos beside 100, and how smoothly it
 * scrolls.
 */
export async function benchList({ log }: { log: (line: string) => void }): Promise<Finding[]> {
  const tearDown = await setup();
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const [short, long] = [await signedIn(browser, few), await signedIn(browser, many)];
    const [shortTimes, longTimes]: [Opened[], Opened[]] = [[], []];
    // Taking turns, so that what else the machine does meets both. The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [await open(short), await open(long)];
      if (round === 0) continue;
      shortTimes.push(one);
      longTimes.push(other);
    }
    log(`opened ${rounds} times each`);
    return [opening(shortTimes, longTimes), scrolling(await scrollThrough(long, log))];
  } finally {
    await browser.close();
    await tearDown();
  }
}

function opening(short: readonly Opened[], long: readonly Opened[]): Finding {
  const [shortMs, longMs] = [short, long].map((each) => median(each.map(({ ms }) => ms)));
  const [shortKb, longKb] = [short, long].map((each) => median(each.map(({ htmlKilobytes }) => htmlKilobytes)));
  const ratio = round((longMs ?? Number.NaN) / (shortMs ?? Number.NaN), 2);
  return {
    name: `opening ${many} open todos`,
    value: ratio,
    unit: `× the time of ${few}`,
    target: "≤ 1.2 ×",
    ok: ratio <= 1.2,
    details: `median ${round(longMs ?? 0)} ms and ${longKb} kB of HTML; ${round(shortMs ?? 0)} ms and ${shortKb} kB`,
  };
}

function scrolling({ gaps, drawn }: Scrolled): Finding {
  const p95 = round(percentile(gaps, 95));
  return {
    name: `scrolling through ${many} open todos`,
    value: p95,
    unit: "ms between frames (p95)",
    target: "≤ 34 ms",
    ok: p95 <= 34,
    details: `median ${round(median(gaps))} ms, longest ${round(Math.max(...gaps))} ms, at most ${drawn} rows drawn`,
  };
}

async function signedIn(browser: Browser, count: number): Promise<BrowserContext> {
  const app = createApp(publishedEnv());
  const account = { name: "Reader", email: `reader-of-${count}@example.com`, password: "correct horse" };
  try {
    const { user } = await createAccount(account, app.auth);
    await makeManyTodos(user, count);
  } finally {
    await app.close();
  }
  const baseURL = publishedEnv().APP_URL;
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
  const { email, password } = account;
  const data = { email, password };
  const response = await context.request.post("/api/auth/sign-in/email", { data, headers: { Origin: baseURL } });
  if (!response.ok()) throw new Error(`Signing in answered ${response.status()}: ${await response.text()}`);
  return context;
}

/** In a tab of its own, as somebody who comes to it. */
async function open(context: BrowserContext): Promise<Opened> {
  const page = await context.newPage();
  try {
    const start = performance.now();
    const response = await page.goto("/");
    await becomeInteractive(page);
    const ms = performance.now() - start;
    return { ms, htmlKilobytes: Math.round(((await response?.body())?.byteLength ?? 0) / 1_000) };
  } finally {
    await page.close();
  }
}

/** The key that goes to the first todo does so only once the page has been taken over. */
async function becomeInteractive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    return document.activeElement?.closest("[data-todo]") !== null && document.activeElement !== document.body;
  });
}

interface Scrolled {
  readonly gaps: readonly number[];
  readonly drawn: number;
}

/** Scrolls to the end, so that everything is loaded, then through the middle of it a step a frame. */
async function scrollThrough(context: BrowserContext, log: (line: string) => void): Promise<Scrolled> {
  const page = await context.newPage();
  await page.goto("/");
  await becomeInteractive(page);
  const start = performance.now();
  await page.waitForFunction(
    (count) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelector(`[aria-posinset="${count}"]`) !== null;
    },
    many,
    { timeout: 120_000 },
  );
  log(`scrolled to the end in ${round((performance.now() - start) / 1_000)} s, loading on the way`);
  return await page.evaluate(
    async ([distance, count]) => {
      const nextFrame = () => new Promise<number>(requestAnimationFrame);
      window.scrollTo(0, document.documentElement.scrollHeight / 2);
      const gaps: number[] = [];
      let drawn = 0;
      let last = await nextFrame();
      for (let n = 0; n < count; n += 1) {
        window.scrollBy(0, distance);
        const now = await nextFrame();
        gaps.push(now - last);
        drawn = Math.max(drawn, document.querySelectorAll("[data-todo]").length);
        last = now;
      }
      return { gaps, drawn };
    },
    [step, steps] as const,
  );
}
