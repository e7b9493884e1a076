import type { Page } from "@playwright/test";

/** The drafts of one account in the browser's storage, as text. */
export const keptDrafts = (page: Page, account: string) =>
  page.evaluate(async (name) => {
    // Opening it before the page does would leave it without its store.
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return [];
    const opened = indexedDB.open(name);
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const read = opened.result.transaction("drafts").objectStore("drafts").getAll();
    await new Promise((resolve) => read.addEventListener("success", resolve));
    opened.result.close();
    return read.result.map((kept) => JSON.stringify(kept.draft));
  }, `tidy-drafts-1-${account}`);
