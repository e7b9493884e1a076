import { RememberZone } from "#app/_client/remember-zone.tsx";
import { FollowChanges } from "../_changes/follow-changes.tsx";
import { GoneTodos } from "../_drafts/gone-todos.tsx";
import { KeepList } from "../_offline/keep-list.tsx";
import type { Viewer } from "../_offline/kept-list.ts";
import { KeepQuickAdd } from "../_quick-add/keep-quick-add.tsx";
import { OpenCount } from "./open-count.tsx";

export interface UnseenPartsProps {
  readonly title: string;
  readonly user: Viewer;
}

/**
 * The invisible parts of the list: they show the open count in the browser tab, follow changes by others, remember the
 * time zone, and keep the list for use without a network, and typed text until it is added.
 */
export function UnseenParts({ title, user }: UnseenPartsProps) {
  return (
    <>
      <OpenCount title={title} />
      <FollowChanges />
      <RememberZone />
      <KeepList user={user} />
      <KeepQuickAdd />
      <GoneTodos />
    </>
  );
}
