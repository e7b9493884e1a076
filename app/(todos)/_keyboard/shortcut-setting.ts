"use client";

import { useSyncExternalStore } from "react";

/**
 * Single-key shortcuts can be switched off, for people who dictate or hit keys by accident (WCAG 2.1.4). Per browser.
 */
const name = "tidy-single-keys";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function singleKeysWork(): boolean {
  return localStorage.getItem(name) !== "off";
}

export function setSingleKeys(work: boolean): void {
  if (work) localStorage.removeItem(name);
  else localStorage.setItem(name, "off");
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysWork, () => true);
}
