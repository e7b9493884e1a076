"use client";

import { useEffect } from "react";
import { remember, zoneCookie } from "./browser-cookies.ts";

/** Tells the server the browser's zone for the next time, so that its HTML knows which day it is here. */
export function useRememberedZone(): void {
  useEffect(() => remember(zoneCookie, Intl.DateTimeFormat().resolvedOptions().timeZone), []);
}
