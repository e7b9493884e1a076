"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { LiveRegion } from "#app/_feedback/live-region.tsx";
import { Toaster } from "#app/_feedback/toaster.tsx";
import { ClockProvider } from "#app/_time/clock.tsx";
import { keepComposition } from "./composition.ts";
import { OfflineSupport } from "./offline-support.tsx";
import { browserQueryClient } from "./query-client.ts";

/** Everything that all pages share: query cache, clock, live region, toasts, offline support, input methods. */
export function Providers({ now, children }: { readonly now: string; readonly children: ReactNode }) {
  useEffect(() => window.addEventListener("keydown", keepComposition, true), []);
  return (
    <QueryClientProvider client={browserQueryClient()}>
      <ClockProvider now={now}>
        {children}
        <LiveRegion />
        <Toaster />
        <OfflineSupport />
      </ClockProvider>
    </QueryClientProvider>
  );
}
