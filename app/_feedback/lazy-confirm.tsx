"use client";

import { lazy } from "#app/_ui/lazy.tsx";

/** The ConfirmDialog of dialog.tsx, for pages that rarely ask: it is no part of their first load. */
export const LazyConfirm = lazy(async () => (await import("#app/_ui/dialog.tsx")).ConfirmDialog);
