/** The properties of an element that decide whether it takes typed text. */
export interface KeyTarget {
  readonly tagName: string;
  /** For an input. */
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

/** Inputs that take no typed text. */
const untyped = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether letters typed at an element belong to it: a field, a select, an editor. */
export function takesText({ tagName, type = "text", isContentEditable = false }: KeyTarget): boolean {
  if (isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !untyped.has(type);
}

/** Whether a key is meant for the page: not for a field, an input method or an open dialog, and not handled yet. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]") !== null) return false;
  const { target } = event;
  return !(target instanceof HTMLElement && takesText(asKeyTarget(target)));
}

function asKeyTarget(element: HTMLElement): KeyTarget {
  const { tagName, isContentEditable } = element;
  return { tagName, isContentEditable, ...(element instanceof HTMLInputElement && { type: element.type }) };
}
