import type { Page, Response } from "@playwright/test";
import { expect } from "./expect.ts";

/** Asks the service for all that a test has made. */
export const everything = { status: "all", q: "", limit: 100 } as const;

/** Opens the list and waits until it answers keys and clicks: the server's HTML is there before that. */
export async function openPage(page: Page, path = "/"): Promise<void> {
  await page.goto(path);
  const button = page.getByRole("button", { name: "Keyboard shortcuts", includeHidden: true });
  await expect(button).toHaveAttribute("aria-keyshortcuts", "?");
}

/** Waits until the browser has all that opens the list without a network. Needs a service worker. */
export async function waitUntilKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => (await caches.match("/offline-list")) !== undefined)).toBe(true);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
}

/** Goes offline once the pages have loaded what they load later, since a part that is cut off is another test's. */
export async function goOffline(...pages: readonly [Page, ...Page[]]): Promise<void> {
  for (const page of pages) await page.waitForLoadState("networkidle");
  await pages[0].context().setOffline(true);
}

export const openList = (page: Page) => page.getByRole("region", { name: "Open" });

export const completedList = (page: Page) => page.getByRole("region", { name: "Completed" });

/** One of the parts of the open list: Overdue, Today, Upcoming, No date. */
export const group = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** The titles in each part of the open list that there is, in the order of the page. */
export async function groupsOf(page: Page): Promise<Record<string, string[]>> {
  const sections = await openList(page).getByRole("region").all();
  const entries = sections.map(async (section) => {
    const labels = await section
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel?.replace(/^Complete “(.*)”$/, "$1") ?? ""));
    return [await section.getByRole("heading").innerText(), labels] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

export const row = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: `Complete “${title}”` }) });

/** The toast that says something, with its buttons. */
export const message = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Messages" }).getByRole("listitem").filter({ hasText: text });

/**
 * Pastes lines into the field of a new todo as a person does, without the clipboard, which browsers share. What takes
 * lines comes after the first load: until then, nobody prevents the browser's own way.
 */
export async function pasteLines(page: Page, text: string): Promise<void> {
  const isTaken = () =>
    page.getByLabel("New todo").evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      return !field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await expect.poll(isTaken).toBe(true);
}

/** Adds a todo by the page's own field and waits until the server knows it. */
export async function add(page: Page, title: string): Promise<void> {
  await page.getByLabel("New todo").fill(title);
  const isAdded = (response: Response) =>
    response.request().method() === "POST" && new URL(response.url()).pathname === "/api/todos";
  // Any tab of the browser may be the one that sends.
  const added = page.context().waitForEvent("response", isAdded);
  await page.getByLabel("New todo").press("Enter");
  await Promise.all([added, expect(row(page, title)).toBeVisible()]);
}
