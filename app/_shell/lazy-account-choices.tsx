"use client";

import { lazy } from "#app/_ui/hydration/lazy.tsx";

/** AccountChoices, kept out of the first load: it is behind a button. */
export const LazyAccountChoices = lazy(async () => (await import("./account-choices.tsx")).AccountChoices);
