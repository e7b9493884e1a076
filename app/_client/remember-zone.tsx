"use client";

import { useEffect } from "react";
import { remember, zoneCookie } from "./browser-cookies.ts";

/**
 * Stores the browser's time zone for the server, whose HTML needs to know which day it is here. The list has it, and
 * so do the pages where people sign in, so that even the first list shows every todo in its place.
 */
export function RememberZone() {
  useEffect(() => remember(zoneCookie, Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return null;
}
