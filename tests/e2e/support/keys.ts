import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect.ts";
import { visit } from "./test.ts";

/** Tabs forward to an element, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  // Asked of the element itself: to look it up again at each press takes longer than the press.
  let element = await target.elementHandle();
  for (let presses = 0; presses < 150; presses += 1) {
    const state = await element?.evaluate((node) => (node.isConnected ? node === document.activeElement : "replaced"));
    if (state === true) return;
    if (state === "replaced") element = await target.elementHandle();
    else await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

/** Opens a page and skips what all pages begin with. */
export async function visitContent(page: Page, path: string): Promise<void> {
  await visit(page, path);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
}

/** Tabs forward to an element and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Closes a dialog or menu and opens it again at once: the browser tells of the first only after the second. */
export async function closeAndOpen(dialog: Locator, button: Locator): Promise<void> {
  await button.evaluate(
    (opener, shown) => {
      if (shown instanceof HTMLDialogElement) shown.requestClose();
      else if (shown instanceof HTMLElement) shown.hidePopover();
      if (opener instanceof HTMLButtonElement) opener.click();
    },
    await dialog.elementHandle(),
  );
}
