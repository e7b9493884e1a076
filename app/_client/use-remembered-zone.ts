"use client";

import { useEffect } from "react";
import { remember, zoneCookie } from "./browser-cookies.ts";

/** Stores the browser's time zone for the server, whose HTML needs to know which day it is here. */
export function useRememberedZone(): void {
  useEffect(() => remember(zoneCookie, Intl.DateTimeFormat().resolvedOptions().timeZone), []);
}
