declare global {
  /** Set by `earlyScript`. */
  var tidyEarly: ((element: Element) => string[]) | undefined;
}

/**
 * Returns the input that an element got before React took it over, oldest first: a title for each submit of a form, or
 * an empty text for each change of a field. A form's field then holds the text typed since. From now on, React hears
 * it.
 */
export function takeEarly(element: Element): readonly string[] {
  return globalThis.tidyEarly?.(element) ?? [];
}
