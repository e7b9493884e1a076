"use client";

import { useEffect } from "react";

/** Registers the service worker, which shows Tidy's own page when the network is gone (public/service-worker.js). */
export function OfflineSupport() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    // After the page has loaded: nothing waits for this. Private windows may refuse it; then the browser's own page
    // shows.
    const register = () => void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
    if (document.readyState === "complete") register();
    else window.addEventListener("load", register, { once: true });
    return () => window.removeEventListener("load", register);
  }, []);
  return null;
}
