"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";

/**
 * A component whose code comes once the page is interactive. Until then, and where it can't be loaded, nothing is in its place: for what the
 * first paint doesn't show and nobody misses in the first moment.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props) {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      if (Component !== undefined) return;
      let isWanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (isWanted) setComponent(() => component);
        },
        () => undefined,
      );
      return () => {
        isWanted = false;
      };
    }, [Component]);
    return Component === undefined ? null : <Component {...props} />;
  };
}
