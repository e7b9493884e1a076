"use client";

import { useState } from "react";
import { completedCookie, remember } from "#app/_client/browser-cookies.ts";
import type { Fold } from "./completed-todos.tsx";

/** Whether the completed todos are unfolded. Stored in this browser. */
export function useCompletedFold(initially: boolean): Fold {
  const [isOpen, setOpen] = useState(initially);
  return {
    isOpen,
    toggle() {
      setOpen(!isOpen);
      remember(completedCookie, isOpen ? "no" : "yes");
    },
  };
}
