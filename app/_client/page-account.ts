/**
 * The account that this page was made for, by its user's id. Undefined on pages of signed-out visitors, and outside of
 * a browser.
 */
export function pageAccount(): string | undefined {
  return globalThis.document?.querySelector<HTMLElement>("[data-account]")?.dataset.account;
}
