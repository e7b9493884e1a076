import { FollowChanges } from "../_changes/follow-changes.tsx";
import { OpenCount } from "./open-count.tsx";

/** What the list does out of sight: it counts in the browser tab, and follows what others change. */
export function UnseenParts({ title }: { readonly title: string }) {
  return (
    <>
      <OpenCount title={title} />
      <FollowChanges />
    </>
  );
}
