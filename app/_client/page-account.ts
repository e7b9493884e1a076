/**
 * The account that this page was made for, by its user's id. Undefined on pages of signed-out visitors, and outside of
 * a browser.
 */
export function pageAccount(): string | undefined {
  if (typeof document === "undefined") return undefined;
  return document.querySelector<HTMLElement>("main[data-account]")?.dataset.account;
}
