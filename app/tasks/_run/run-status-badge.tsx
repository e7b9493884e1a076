import { Badge, type Tone } from "#app/_ui/badge.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { RunStatus } from "#lib/task-runs/schemas.ts";
import { statusLabels } from "./run-statuses.ts";

const tones: Readonly<Record<RunStatus, Tone>> = {
  queued: "neutral",
  running: "info",
  succeeded: "accent",
  failed: "danger",
  canceled: "warning",
};

export function RunStatusBadge({ status }: { readonly status: RunStatus }) {
  return (
    <Badge tone={tones[status]} icon={status === "running" && <Spinner className="size-3" />}>
      {statusLabels[status]}
    </Badge>
  );
}
