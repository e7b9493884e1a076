"use client";

import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from "react";
import { useFromServer } from "./hydrated.ts";

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
      await nextTask();
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

/**
 * Resolves in another task. Asking for code costs the browser milliseconds, and React asks for most of it in the task
 * that makes the page interactive. By a message, since a hidden page's timers wait.
 */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Loads a value once the page is interactive and `isNeeded` is true, and renders again when it is there: as a
 * transition, since code that arrives for a whole list would block the next key if React drew it in one task.
 */
export function useLazy<Value>(lazy: LazyValue<Value>, isNeeded = true): LazyState<Value> {
  const isFromServer = useFromServer();
  // The browser's first render must equal the server's HTML, which never has the value.
  const [state, setState] = useState<LazyState<Value>>(() => (isFromServer ? initial : lazy.state()));
  useEffect(() => {
    const update = () => startTransition(() => setState(lazy.state()));
    update();
    return lazy.subscribe(update);
  }, [lazy]);
  useEffect(() => {
    if (isNeeded) lazy.load().catch(() => undefined);
  }, [lazy, isNeeded]);
  return state;
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
