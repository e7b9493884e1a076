/**
 * Keeps the keys of an input method to itself: an Enter that accepts a word submits no form, an Escape that drops one
 * closes nothing. The only place that knows; it acts before every other listener. 229 stands for a key that an input
 * method handles: Safari ends the composition before it sends that key.
 */
export function keepComposition(event: KeyboardEvent): void {
  if (!event.isComposing && event.keyCode !== 229) return;
  event.stopImmediatePropagation();
  // Prevents the browser's own reaction: submitting the form, closing the dialog.
  if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
}
