/** What of an element tells whether keys belong to it. */
export interface KeyTarget {
  readonly tagName: string;
  /** Of an input. */
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

/** Inputs that nothing is typed into. */
const pressed = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether letters typed at an element are its own: a field, a choice, an editor. */
export function takesText({ tagName, type = "text", isContentEditable = false }: KeyTarget): boolean {
  if (isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !pressed.has(type);
}

/** Whether a key is meant for the page: not for a field, an input method, an open dialog or whoever has dealt with it. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]") !== null) return false;
  const { target } = event;
  return !(target instanceof HTMLElement && takesText(asKeyTarget(target)));
}

function asKeyTarget(element: HTMLElement): KeyTarget {
  const { tagName, isContentEditable } = element;
  return { tagName, isContentEditable, ...(element instanceof HTMLInputElement && { type: element.type }) };
}
