"use client";

import { later } from "./later.tsx";

/** The ConfirmDialog of dialog.tsx, for pages that rarely ask: it is no part of their first load. */
export const LaterConfirm = later(async () => (await import("./dialog.tsx")).ConfirmDialog);
