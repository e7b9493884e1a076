/** The keys of those buttons of a row that act by `followRowButtons`. */
const buttonKeys = ["p", "#", "d"] as const;
export type ButtonKey = (typeof buttonKeys)[number];

/**
 * Calls back when a button of a row is clicked, or its key pressed. One listener for all rows, loaded after the first
 * paint: the buttons themselves are only markup. @returns a function that stops this.
 */
export function followRowButtons(act: (key: ButtonKey, button: HTMLElement) => void): () => void {
  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-todo] [data-shortcut]") : null;
    const key = buttonKeys.find((each) => each === button?.dataset.shortcut);
    if (button !== null && key !== undefined) act(key, button);
  };
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
