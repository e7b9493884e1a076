"use client";

import { lazy, Suspense, useEffect, useState } from "react";

const ToasterView = lazy(() => import("./toaster-view.tsx").then(({ ToasterView: view }) => ({ default: view })));

/**
 * Short messages. What shows them is loaded once the page is done, since no page begins with one; not later, since without
 * a network it could not be loaded, and that is what a message may have to say.
 */
export function Toaster() {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const load = () => setDue(true);
    if (document.readyState === "complete") load();
    else window.addEventListener("load", load, { once: true });
    return () => window.removeEventListener("load", load);
  }, []);
  if (!isDue) return null;
  return (
    <Suspense fallback={null}>
      <ToasterView />
    </Suspense>
  );
}
