"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { LiveRegion } from "#app/_feedback/live-region.tsx";
import { Toaster } from "#app/_feedback/toaster.tsx";
import { ClockProvider, type ClockProviderProps } from "#app/_time/clock.tsx";
import { keepComposition } from "./composition.ts";
import { OfflineSupport } from "./offline-support.tsx";
import { browserQueryClient } from "./query-client.ts";

/** Everything that all pages share: query cache, clock, live region, toasts, offline support, input methods. */
export function Providers({ now, locale, children }: ClockProviderProps) {
  useEffect(() => window.addEventListener("keydown", keepComposition, true), []);
  return (
    <QueryClientProvider client={browserQueryClient()}>
      <ClockProvider now={now} locale={locale}>
        {children}
        <LiveRegion />
        <Toaster />
        <OfflineSupport />
      </ClockProvider>
    </QueryClientProvider>
  );
}
