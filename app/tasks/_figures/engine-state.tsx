import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { Figures } from "#lib/tasks/figures.ts";
import { runFilterPath } from "../_run-list/run-filter.ts";

/** The engine, its last heartbeat, and the number of held runs. */
export function EngineState({ engine }: { readonly engine: Figures["engine"] }) {
  return (
    <p className="text-sm text-muted">
      Engine <code className="font-mono text-xs">{engine.name}</code>,{" "}
      {engine.heartbeatAt === null ? "no heartbeat yet" : <RelativeTime at={engine.heartbeatAt} prefix="heartbeat" />}
      {engine.heldCount > 0 && (
        <>
          {" · "}
          <Link href={runFilterPath({ status: "queued" })} className="underline">
            {engine.heldCount.toLocaleString("en")} held, waiting for your confirmation
          </Link>
        </>
      )}
    </p>
  );
}
