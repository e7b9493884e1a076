"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** What stands where a form was, once that is sent. Takes the focus that the form had, so that it is read out. */
export function InPlaceOfForm({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className="rounded-md">
      {children}
    </div>
  );
}
