"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { AlertIcon } from "#app/_ui/icons/icons.tsx";
import { type Toast, toasts } from "./toasts.ts";

/** Long enough to read a toast and reach its Undo. Starts again when the pointer or the focus leaves. */
const shownMs = 8_000;
const none: readonly Toast[] = [];

/** Shows the toasts in a polite live region. In the first load, since a lost connection may be the first message. */
export function Toaster() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.list, () => none);
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isHidden = useSyncExternalStore(subscribeToVisibility, isPageHidden, () => false);
  const before = useRef<HTMLElement | null>(null);

  const onFocus = ({ relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!hasFocus && relatedTarget instanceof HTMLElement) before.current = relatedTarget;
    setFocus(true);
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!currentTarget.contains(relatedTarget)) setFocus(false);
  };
  const dismiss = (id: string) => {
    // The focused button is about to disappear: the focus returns to where it came from.
    if (hasFocus && before.current?.isConnected) before.current.focus();
    setFocus(false);
    if (shown.length === 1) setPointedAt(false);
    toasts.dismiss(id);
  };

  return (
    <section aria-label="Messages" className="pointer-events-none fixed inset-x-0 bottom-0 z-50">
      <ol
        aria-live="polite"
        aria-relevant="additions text"
        onFocus={onFocus}
        onBlur={onBlur}
        onPointerEnter={() => setPointedAt(true)}
        onPointerLeave={() => setPointedAt(false)}
        className="mx-auto grid max-h-[70dvh] w-full max-w-120 gap-2 overflow-y-auto p-4 pb-[max(1rem,env(safe-area-inset-bottom))] *:pointer-events-auto"
      >
        {shown.map((toast) => (
          <ToastItem key={toast.id} toast={toast} stays={isPointedAt || hasFocus || isHidden} onDismiss={dismiss} />
        ))}
      </ol>
    </section>
  );
}

interface ToastItemProps {
  readonly toast: Toast;
  /** Keeps the toast: somebody is using the messages, or nobody can see them. */
  readonly stays: boolean;
  readonly onDismiss: (id: string) => void;
}

function ToastItem({ toast, stays, onDismiss }: ToastItemProps) {
  const { id, text, detail, tone, actions } = toast;
  useEffect(() => {
    if (stays || toast.tone === "failed") return;
    const timer = setTimeout(() => toasts.dismiss(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [toast, stays]);

  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "Escape") onDismiss(id);
  };
  return (
    <li
      onKeyDown={onKeyDown}
      className={classNames(
        "enter flex flex-wrap items-center gap-x-3 rounded-lg border bg-raised px-4 py-2 text-sm text-ink shadow-overlay",
        tone === "failed" ? "border-danger" : "border-line",
      )}
    >
      {tone === "failed" && <AlertIcon className="size-5 shrink-0 text-danger" />}
      <div className="min-w-0 flex-1 basis-40 py-1">
        <p dir="auto" className="line-clamp-3 font-medium">
          {text}
        </p>
        {detail !== undefined && (
          <p dir="auto" className="line-clamp-4 text-muted">
            {detail}
          </p>
        )}
      </div>
      <div className="ml-auto flex gap-2">
        {actions.map(({ label, onPress, keepsToast }, index) => (
          <button
            key={label}
            type="button"
            onClick={() => {
              if (keepsToast !== true) onDismiss(id);
              onPress();
            }}
            className={classNames(
              "min-h-9 shrink-0 rounded-md px-3 pointer-coarse:min-h-11",
              index === 0 ? "font-semibold text-accent hover:bg-accent-soft" : "text-muted hover:bg-hover",
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </li>
  );
}

const isPageHidden = () => document.visibilityState === "hidden";

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
