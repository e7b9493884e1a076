"use client";

import { useEffect } from "react";
import { localeCookie, remember, zoneCookie } from "./browser-cookies.ts";

/**
 * Stores the browser's time zone and language for the server, whose HTML needs to know which day it is here, and how
 * dates are written. The list has it, and so do the pages where people sign in, so that even the first list shows every
 * todo in its place.
 */
export function RememberReader() {
  useEffect(() => {
    const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
    remember(zoneCookie, timeZone);
    remember(localeCookie, locale);
  }, []);
  return null;
}
