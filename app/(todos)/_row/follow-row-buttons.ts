/** The keys of those buttons of a row that act by `followRowButtons`. */
const buttonKeys = ["p", "#", "d"] as const;
export type ButtonKey = (typeof buttonKeys)[number];

export function isButtonKey(key: string | undefined): key is ButtonKey {
  return buttonKeys.some((each) => each === key);
}

/**
 * Calls back when a button of a row is clicked. One listener for all rows, loaded after the first paint: the buttons
 * themselves are only markup. @returns a function that stops this.
 */
export function followRowButtons(act: (key: ButtonKey, button: HTMLElement) => void): () => void {
  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-todo] [data-shortcut]") : null;
    const key = button?.dataset.shortcut;
    if (button && isButtonKey(key)) act(key, button);
  };
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
