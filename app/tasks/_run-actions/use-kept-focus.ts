"use client";

import { type FocusEvent, useEffect, useRef } from "react";

/**
 * Keeps the focus in a group of buttons whose focused button is replaced, e.g. "Cancel run" when the run has ended: the
 * group gets it, so that the next Tab leads to the new button.
 * @returns props for the group's element
 */
export function useKeptFocus() {
  const ref = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: () => {
      isInside.current = true;
    },
    // Not called for a button that React removes. In a window that is left, the active element stays.
    onBlur: ({ target }: FocusEvent) => {
      isInside.current = document.activeElement === target;
    },
  };
}
