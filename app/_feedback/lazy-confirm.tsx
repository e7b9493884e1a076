"use client";

import { lazy } from "#app/_ui/hydration/lazy.tsx";

/** ConfirmDialog, kept out of the first load of pages that rarely ask. */
export const LazyConfirm = lazy(async () => (await import("#app/_ui/dialog.tsx")).ConfirmDialog);
