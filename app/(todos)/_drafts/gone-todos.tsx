import { useEffect, useEffectEvent, useState } from "react";
import { api } from "#app/_client/api.ts";
import { RequestError } from "#app/_client/request-error.ts";
import { copyText } from "#app/_feedback/copy-text.ts";
import { notices } from "#app/_feedback/notices.ts";
import { useDrafts, usePending, useRetention } from "../_outbox/outbox-provider.tsx";
import type { DetailsDraft, TitleDraft } from "./draft.ts";

/** Tells of each draft whose todo is gone, so that its words can be copied: no row shows them. */
export function GoneTodos() {
  const drafts = useDrafts();
  const pending = usePending();
  const { trashDays } = useRetention();
  const [asked] = useState(() => new Set<string>());

  const look = useEffectEvent(() => {
    for (const draft of drafts?.all() ?? []) {
      if (draft.kind === "new" || asked.has(draft.base.id) || isShown(draft.base.id)) continue;
      const { id } = draft.base;
      asked.add(id);
      // The server may not have it yet.
      if (pending.some(({ todoIds }) => todoIds.includes(id))) continue;
      void isGone(id).then((gone) => gone && tell(draft, trashDays > 0, () => drafts?.drop(draft.kind, id)));
    }
  });
  useEffect(() => {
    look();
    return drafts?.subscribe(look);
  }, [drafts]);
  return null;
}

const isShown = (id: string) => document.querySelector(`[data-todo="${CSS.escape(id)}"]`) !== null;

async function isGone(id: string): Promise<boolean> {
  try {
    await api("GET /api/todos/[id]", { params: { id } });
    return false;
  } catch (error) {
    return error instanceof RequestError && error.status === 404;
  }
}

function tell(draft: TitleDraft | DetailsDraft, hasTrash: boolean, drop: () => void): void {
  const words = draft.kind === "title" ? draft.text : draft.notes;
  notices.failed({
    id: `draft-${draft.kind}-${draft.base.id}`,
    text: `“${draft.base.title}” was deleted, and has an unsaved draft.`,
    detail: `${hasTrash ? "Restore it from the trash to go on, or copy" : "Copy"} the text. Dismiss drops the draft.`,
    ...(words !== null && { copy: () => void copyText(words) }),
    onDismiss: drop,
  });
}
