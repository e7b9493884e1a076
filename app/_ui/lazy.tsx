"use client";

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";

/** The state of a value that is loaded when needed. */
export interface LazyState<Value> {
  readonly value?: Value;
  /** False again while another try is under way. */
  readonly hasFailed: boolean;
}

/** A value, usually code, that is loaded when it is first needed. */
export interface LazyValue<Value> {
  /** Loads the value, once for all callers. After a failure the next call tries again. Rejects e.g. when offline. */
  load(): Promise<Value>;
  state(): LazyState<Value>;
  subscribe(listener: () => void): () => void;
}

const initial = { hasFailed: false } as const;

export function lazyValue<Value>(load: () => Promise<Value>): LazyValue<Value> {
  let state: LazyState<Value> = initial;
  let loading: Promise<Value> | undefined;
  const listeners = new Set<() => void>();
  const change = (next: LazyState<Value>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const start = async () => {
    if (state.hasFailed) change(initial);
    try {
      const value = await load();
      change({ value, hasFailed: false });
      return value;
    } catch (error) {
      loading = undefined;
      change({ hasFailed: true });
      throw error;
    }
  };
  return {
    load() {
      loading ??= start();
      return loading;
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Loads a value once the page is interactive and `isNeeded` is true, and renders again when it is there. */
export function useLazy<Value>(lazy: LazyValue<Value>, isNeeded = true): LazyState<Value> {
  useEffect(() => {
    if (isNeeded) lazy.load().catch(() => undefined);
  }, [lazy, isNeeded]);
  // The browser's first render must equal the server's HTML, which never has the value.
  return useSyncExternalStore<LazyState<Value>>(lazy.subscribe, lazy.state, () => initial);
}

/**
 * A component whose code is loaded once the page is interactive. Renders nothing until then, or if loading fails.
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  const component = lazyValue(load);
  return function Lazy(props) {
    const { value: Component } = useLazy(component);
    return Component === undefined ? null : <Component {...props} />;
  };
}
