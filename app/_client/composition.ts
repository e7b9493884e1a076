/**
 * Keeps the keys of an input method to itself: an Enter that takes a word over submits no form, an Escape that drops one
 * closes nothing. The only place that knows; it acts before every other listener.
 * @returns a function that stops this.
 */
export function keepComposition(target: EventTarget): () => void {
  const keep = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || !isOfInputMethod(event)) return;
    event.stopImmediatePropagation();
    // What the browser does by itself: submit the form, close the dialog.
    if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
  };
  target.addEventListener("keydown", keep, true);
  return () => target.removeEventListener("keydown", keep, true);
}

/** 229 stands for a key that an input method handles: Safari ends the composition before it sends that key. */
const isOfInputMethod = ({ isComposing, keyCode }: KeyboardEvent) => isComposing || keyCode === 229;
