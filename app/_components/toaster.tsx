"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { connectToasts } from "./toast.ts";

/**
 * Where short messages appear, in a polite live region. Messages with an Undo stay long enough to reach it. Part of the first load: that the
 * network is gone may be the first thing to say.
 */
export function Toaster() {
  // An effect runs after those of what it shows, so by now Sonner listens.
  useEffect(() => connectToasts(toast), []);
  return (
    <Sonner
      position="bottom-center"
      duration={8000}
      gap={8}
      containerAriaLabel="Messages"
      mobileOffset={{ bottom: "max(1rem, env(safe-area-inset-bottom))" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border border-line bg-raised px-4 font-sans py-2 text-sm text-ink shadow-overlay sm:w-(--width)",
          content: "min-w-0 flex-1 py-1",
          title: "font-medium",
          description: "text-muted",
          error: "border-danger",
          icon: "shrink-0 text-accent in-data-[type=error]:text-danger",
          actionButton:
            "min-h-9 shrink-0 rounded-md px-3 font-semibold text-accent hover:bg-accent-soft pointer-coarse:min-h-11",
          cancelButton: "min-h-9 shrink-0 rounded-md px-3 text-muted hover:bg-hover pointer-coarse:min-h-11",
        },
      }}
    />
  );
}
