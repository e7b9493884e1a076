/** A short message about an action that succeeded or failed. */
export interface Toast {
  /** A toast replaces the one with the same id. */
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly tone: "done" | "failed";
  readonly actions: readonly ToastAction[];
}

/** A button of a toast. Pressing it also dismisses the toast, unless it keeps it. */
export interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
  readonly keepsToast?: boolean;
}

/** The toasts to show, latest last. */
export interface ToastQueue {
  readonly list: () => readonly Toast[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly show: (toast: Toast) => void;
  readonly dismiss: (id: string) => void;
}

/** The most toasts of success shown at once. Toasts of failure stay until they are answered. */
const capacity = 3;

export function createToastQueue(): ToastQueue {
  let shown: readonly Toast[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly Toast[]) => {
    shown = next;
    for (const listener of listeners) listener();
  };
  return {
    list: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (toast) => change(withinCapacity([...shown.filter(({ id }) => id !== toast.id), toast])),
    dismiss(id) {
      if (shown.some((toast) => toast.id === id)) change(shown.filter((toast) => toast.id !== id));
    },
  };
}

function withinCapacity(all: readonly Toast[]): readonly Toast[] {
  const kept = new Set(all.filter(({ tone }) => tone === "done").slice(-capacity));
  return all.filter((toast) => toast.tone === "failed" || kept.has(toast));
}

/** The toasts of this browser tab. */
export const toasts = createToastQueue();
