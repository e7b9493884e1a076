import type { Notices } from "#app/_feedback/notices.ts";

/** The notices that were shown: their texts in order, and the whole of those that offer something. */
export interface Heard {
  readonly said: string[];
  readonly done: Parameters<Notices["done"]>[0][];
  readonly failed: Parameters<Notices["failed"]>[0][];
  readonly dismissed: string[];
}

/** Notices that no page shows. */
export function hearNotices(): Heard & { readonly notices: Notices } {
  const heard: Heard = { said: [], done: [], failed: [], dismissed: [] };
  const notices: Notices = {
    say: (text) => heard.said.push(text),
    done(notice) {
      heard.said.push(notice.text);
      heard.done.push(notice);
    },
    failed(notice) {
      heard.said.push(notice.text);
      heard.failed.push(notice);
    },
    dismiss: (id) => heard.dismissed.push(id),
  };
  return { ...heard, notices };
}
