"use client";

import { useEffect } from "react";

/** Lets the browser say so in Tidy's own words when the network is gone (public/service-worker.js). */
export function OfflineSupport() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    // Not before the page is done: nothing on it waits for this. Where it is refused, e.g. in private windows, the browser's own
    // page does.
    const register = () => void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
    if (document.readyState === "complete") register();
    else window.addEventListener("load", register, { once: true });
    return () => window.removeEventListener("load", register);
  }, []);
  return null;
}
