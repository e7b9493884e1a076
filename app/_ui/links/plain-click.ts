import type { MouseEvent } from "react";

/** Whether a click follows a link here: with Ctrl, ⌘ or Shift it opens a tab or window, which the browser does. */
export function isPlainClick({ metaKey, ctrlKey, shiftKey, altKey, button }: MouseEvent): boolean {
  return !metaKey && !ctrlKey && !shiftKey && !altKey && button === 0;
}
