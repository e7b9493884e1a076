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
 * What the list does out of sight: it counts in the browser tab, follows what others change, remembers the zone, and
 * keeps itself for a time without a network, and what is typed until it is added.
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
