import { useQuery } from "@tanstack/react-query";
import { Alert } from "#app/_feedback/alert.tsx";
import { ExactTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { RetentionPreview } from "#lib/todo-service/retention/retention-schemas.ts";
import { previewRetention } from "../_form/settings-requests.ts";
import { completedText, type Retention, retentionText } from "./format-retention.ts";

export interface RetentionConsequencesProps {
  readonly days: Retention;
  /** Whether the change is being saved. */
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** What another retention does to the todos that are completed already, and the buttons to do it or not. */
export function RetentionConsequences({ days, pending, onConfirm, onCancel }: RetentionConsequencesProps) {
  const preview = useQuery({
    queryKey: ["settings", "retention-preview", days],
    queryFn: ({ signal }) => previewRetention(days, signal),
    // Asked anew each time: todos are completed and pinned meanwhile.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <div className="enter grid gap-4 rounded-md bg-sunken p-4">
      {preview.isError ? (
        <Alert
          action={
            <Button size="sm" onClick={() => preview.refetch()}>
              Try again
            </Button>
          }
        >
          What this would change isn’t known. {preview.error.message}
        </Alert>
      ) : (
        <div role="status" className="grid gap-1 text-sm">
          {preview.data === undefined ? (
            <p className="flex items-center gap-2 text-muted">
              <Spinner /> Looking at what this changes…
            </p>
          ) : (
            <Consequences days={days} preview={preview.data} />
          )}
        </div>
      )}
      <footer className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} disabled={preview.data === undefined} onClick={onConfirm}>
          {confirmText(days, pending)}
        </Button>
        <Button disabled={pending} onClick={onCancel}>
          Cancel
        </Button>
      </footer>
    </div>
  );
}

function confirmText(days: Retention, pending: boolean): string {
  if (pending) return "Saving…";
  return days === null ? "Never clean up" : `Clean up after ${retentionText(days)}`;
}

function Consequences({ days, preview }: { readonly days: Retention; readonly preview: RetentionPreview }) {
  const { changedCount, firstExpiresAt, expiringWithinDayCount } = preview;
  if (changedCount === 0) return <p>None of your completed todos is affected; it counts from the next one on.</p>;
  if (days === null || firstExpiresAt === null) {
    return <p>{completedText(changedCount, { one: "stays", many: "stay" })} that would have left.</p>;
  }
  return (
    <>
      <p>
        {completedText(changedCount, { one: "gets", many: "get" })} another date. The first leaves on{" "}
        <ExactTime at={firstExpiresAt} className="font-medium" />.
      </p>
      {expiringWithinDayCount > 0 && (
        <p className="text-muted">
          {completedText(expiringWithinDayCount, { one: "leaves", many: "leave" })} in a day. Nothing leaves sooner, so
          there is time to pin what you want to keep.
        </p>
      )}
    </>
  );
}
