import { notices } from "#app/_feedback/notices.ts";
import { hasModifier } from "#app/_ui/page-keys.ts";

/**
 * For a field that is gone while somebody types in it: moves the focus to where keys do nothing, and takes what is
 * typed on. Letters are no shortcuts until a click, Tab or Escape, or until the focus is moved.
 */
export function waitForIntent(): void {
  document.querySelector("main")?.focus({ preventScroll: true });
  const waiting = new AbortController();
  const options = { capture: true, signal: waiting.signal };
  const stop = () => waiting.abort();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab" || event.key === "Escape") return stop();
    if (event.key.length !== 1 || hasModifier(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    notices.done({
      id: "field-gone",
      text: "The todo that you were typing in has left this list.",
      detail: "What you typed before is its unsaved draft. Press Tab or Escape, or click, to use keys again.",
    });
  };
  window.addEventListener("keydown", onKeyDown, options);
  window.addEventListener("pointerdown", stop, options);
  window.addEventListener("focusin", stop, options);
}
