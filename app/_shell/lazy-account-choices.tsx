"use client";

import { lazy } from "#app/_ui/lazy.tsx";

/** The AccountChoices of account-choices.tsx: behind a button, so no part of the first load. */
export const LazyAccountChoices = lazy(async () => (await import("./account-choices.tsx")).AccountChoices);
