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

/** Whether a key is meant for the page: not for a field, an open dialog or an open menu, and not handled yet. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || document.querySelector("dialog[open], :popover-open") !== null) return false;
  const { target } = event;
  return !(target instanceof HTMLElement && takesText(asKeyTarget(target)));
}

/** The properties of an element on the page. */
export function asKeyTarget(element: HTMLElement): KeyTarget {
  const { tagName, isContentEditable } = element;
  return { tagName, isContentEditable, ...(element instanceof HTMLInputElement && { type: element.type }) };
}

/**
 * Whether a key is pressed as a command of the browser. AltGr types characters, as Alt does on a Mac: `#` is one of
 * them on many keyboards.
 */
export function hasModifier(event: KeyboardEvent): boolean {
  if (event.getModifierState("AltGraph")) return false;
  return event.ctrlKey || event.metaKey || (event.altKey && event.key !== "#");
}

/** The properties of a key press that decide which key it is. */
export type PressedKey = Pick<KeyboardEvent, "key" | "code" | "shiftKey">;

/**
 * The key of a shortcut: a letter in lower case, also with Caps Lock, else the character. Where a layout has no Latin
 * letters, it is the key at the same place of an American keyboard.
 * @returns null for Shift with a letter, which is another key, and for keys without a character.
 */
export function shortcutKey({ key, code, shiftKey }: PressedKey): string | null {
  const character = /^[ -~]$/.test(key) ? key : isForeign(key) ? atPlace(code, shiftKey) : null;
  if (character === null || !/[a-z]/i.test(character)) return character;
  return shiftKey ? null : character.toLowerCase();
}

/** One character that is no Latin letter: `ч`, but neither `é` nor `Enter`. */
const isForeign = (key: string) => [...key].length === 1 && !/\p{Script=Latin}/u.test(key);

/** The character at a place of an American keyboard, as far as shortcuts need it. */
function atPlace(code: string, shiftKey: boolean): string | null {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (code === "Slash") return shiftKey ? "?" : "/";
  return code === "Digit3" && shiftKey ? "#" : null;
}
