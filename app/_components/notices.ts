import { announce } from "./live-region.tsx";
import { toast } from "./toast.ts";

/** How actions speak to people. Tests put their own in its place. */
export interface Notices {
  /** Said to screen readers only: the page itself shows it already. */
  say(text: string): void;
  /** Something was done; `undo` takes it back. A notice with the same `id` replaces the one before. */
  done(notice: { id: string; text: string; detail?: string; undo?: () => void }): void;
  /** Something was refused and rolled back. Stays until it is answered, so that nothing is lost silently. */
  failed(notice: { id: string; text: string; detail: string; retry?: () => void }): void;
  /** Takes a notice away whose offer is no longer good. */
  dismiss(id: string): void;
}

export const notices: Notices = {
  say: announce,

  done({ id, text, detail, undo }) {
    toast(text, { id, description: detail, ...button("Undo", undo), ...noSecondButton });
  },

  failed({ id, text, detail, retry }) {
    toast.error(text, {
      id,
      description: detail,
      duration: Number.POSITIVE_INFINITY,
      ...button("Retry", retry),
      cancel: { label: "Dismiss", onClick: () => {} },
    });
  },

  dismiss: (id) => void toast.dismiss(id),
};

/** A toast that replaces another keeps what it doesn't name, so an absent button must be named too. */
const noSecondButton = { cancel: undefined, duration: 8000 };

function button(label: string, onClick: (() => void) | undefined) {
  return { action: onClick === undefined ? undefined : { label, onClick } };
}
