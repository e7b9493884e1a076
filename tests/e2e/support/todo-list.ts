import { expect, type Page } from "@playwright/test";

/** Asks the service for all that a test has made. */
export const everything = { status: "all", q: "", limit: 100 } as const;

export const openList = (page: Page) => page.getByRole("region", { name: "Open" });

export const completedList = (page: Page) => page.getByRole("region", { name: "Completed" });

export const row = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: `Complete “${title}”` }) });

/** Adds a todo by the page's own field and waits until the server knows it. */
export async function add(page: Page, title: string): Promise<void> {
  await page.getByLabel("New todo").fill(title);
  await page.getByLabel("New todo").press("Enter");
  await expect(row(page, title)).not.toHaveAttribute("aria-busy");
}
