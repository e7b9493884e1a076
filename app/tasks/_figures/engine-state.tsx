import { RelativeTime } from "#app/_time/relative-time.tsx";
import type { Figures } from "#lib/tasks/figures.ts";

/** Which engine executes, and when it last showed that it does. */
export function EngineState({ engine }: { readonly engine: Figures["engine"] }) {
  return (
    <p className="text-sm text-muted">
      Engine <code className="font-mono text-xs">{engine.name}</code>,{" "}
      {engine.heartbeatAt === null ? "no heartbeat yet" : <RelativeTime at={engine.heartbeatAt} prefix="heartbeat" />}
    </p>
  );
}
