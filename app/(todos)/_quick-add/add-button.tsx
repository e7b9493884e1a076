"use client";

import { useEffect, useState } from "react";
import { PlusIcon } from "#app/_ui/icons/icons.tsx";
import { focusQuickAdd, quickAddId } from "../_keyboard/key-targets.ts";

/** On a phone: brings the field that adds a todo, while that is scrolled out of view. */
export function AddButton() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    const field = document.getElementById(quickAddId);
    if (field === null) return;
    // The header covers the top of the page.
    const observer = new IntersectionObserver(([entry]) => setNeeded(entry?.isIntersecting === false), {
      rootMargin: "-56px 0px 0px 0px",
    });
    observer.observe(field);
    return () => observer.disconnect();
  }, []);
  if (!isNeeded) return null;
  return (
    <button
      type="button"
      aria-label="Add a todo"
      data-at-bottom="button"
      // In the tap itself: a phone opens its keyboard only then.
      onClick={focusQuickAdd}
      className="enter fixed right-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-40 hidden size-14 place-items-center rounded-full bg-accent text-on-accent shadow-overlay max-sm:grid pointer-coarse:grid"
    >
      <PlusIcon />
    </button>
  );
}
