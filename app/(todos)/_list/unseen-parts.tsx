import { RememberZone } from "#app/_client/remember-zone.tsx";
import { FollowChanges } from "../_changes/follow-changes.tsx";
import { OpenCount } from "./open-count.tsx";

/** What the list does out of sight: it counts in the browser tab, follows what others change, remembers the zone. */
export function UnseenParts({ title }: { readonly title: string }) {
  return (
    <>
      <OpenCount title={title} />
      <FollowChanges />
      <RememberZone />
    </>
  );
}
