import { useQuery } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { Alert } from "#app/_feedback/alert.tsx";
import { ExactTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { RetentionPreview } from "#lib/todo-service/retention/retention-schemas.ts";
import { completedText, type Retention, retentionText } from "./format-retention.ts";

export interface RetentionConsequencesProps {
  readonly days: Retention;
  /** Whether the change is being saved. */
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Shows how another retention affects the todos that are completed already, with buttons to confirm or cancel. */
export function RetentionConsequences({ days, pending, onConfirm, onCancel }: RetentionConsequencesProps) {
  const preview = useQuery({
    queryKey: ["settings", "retention-preview", days],
    queryFn: ({ signal }) => api("POST /api/settings/retention/preview", { body: { retentionDays: days }, signal }),
    // Never cached: todos are completed and pinned in the meantime.
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
          Couldn’t check what this changes. {preview.error.message}
        </Alert>
      ) : (
        <div role="status" className="grid gap-1 text-sm">
          {preview.data === undefined ? (
            <p className="flex items-center gap-2 text-muted">
              <Spinner /> Checking what this changes…
            </p>
          ) : (
            <Consequences days={days} preview={preview.data} />
          )}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} disabled={preview.data === undefined} onClick={onConfirm}>
          {confirmText(days, pending)}
        </Button>
        <Button disabled={pending} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function confirmText(days: Retention, pending: boolean): string {
  if (pending) return "Saving…";
  return days === null ? "Never clean up" : `Clean up after ${retentionText(days)}`;
}

function Consequences({ days, preview }: { readonly days: Retention; readonly preview: RetentionPreview }) {
  const { changedCount, firstExpiresAt, expiringWithinDayCount } = preview;
  if (changedCount === 0)
    return (
      <p>This doesn’t affect the todos you have completed so far. It applies to those you complete from now on.</p>
    );
  if (days === null || firstExpiresAt === null) {
    return <p>{completedText(changedCount, { one: "no longer expires", many: "no longer expire" })}.</p>;
  }
  return (
    <>
      <p>
        {completedText(changedCount, { one: "gets", many: "get" })} a new expiry date. The first one expires on{" "}
        <ExactTime at={firstExpiresAt} className="font-medium" />.
      </p>
      {expiringWithinDayCount > 0 && (
        <p className="text-muted">
          {completedText(expiringWithinDayCount, { one: "expires", many: "expire" })} in a day, and none sooner: there
          is time to pin what you want to keep.
        </p>
      )}
    </>
  );
}
