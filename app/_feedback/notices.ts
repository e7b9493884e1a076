import { announce } from "./live-region.tsx";
import { toasts } from "./toasts.ts";

/** Reports of actions to people. Tests pass their own. */
export interface Notices {
  /** For screen readers only: the page itself shows it already. */
  say(text: string): void;
  /** An action succeeded; `undo` reverts it. A notice with the same `id` replaces the one before. */
  done(notice: { id: string; text: string; detail?: string; undo?: () => void }): void;
  /** An action failed. Stays until it is answered, so that nothing is lost silently. */
  failed(notice: {
    id: string;
    text: string;
    detail: string;
    retry?: () => void;
    /** Copies the words that would be lost. */
    copy?: () => void;
    onDismiss?: () => void;
  }): void;
  /** Removes a notice whose Undo or Retry no longer applies. */
  dismiss(id: string): void;
}

export const notices: Notices = {
  say: announce,

  done({ undo, ...told }) {
    toasts.show({ ...told, tone: "done", actions: undo === undefined ? [] : [{ label: "Undo", onPress: undo }] });
  },

  failed({ retry, copy, onDismiss = () => {}, ...told }) {
    const actions = [
      ...(retry === undefined ? [] : [{ label: "Retry", onPress: retry }]),
      ...(copy === undefined ? [] : [{ label: "Copy text", onPress: copy, keepsToast: true }]),
      { label: "Dismiss", onPress: onDismiss },
    ];
    toasts.show({ ...told, tone: "failed", actions });
  },

  dismiss: (id) => toasts.dismiss(id),
};
