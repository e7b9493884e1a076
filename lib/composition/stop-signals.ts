import type { EventEmitter } from "node:events";

const stopSignals = ["SIGTERM", "SIGINT"] as const;

/** Signals so soon after the first are the same wish: one Ctrl-C may arrive from the terminal and from npm. */
const REPEAT_MS = 1_000;

/**
 * Calls `stop` with the first SIGTERM or SIGINT. Others within a second are ignored. A later one does what the system
 * does by default: it ends the process at once.
 */
export function onStopSignal(
  stop: (signal: NodeJS.Signals) => void,
  receiver: Pick<EventEmitter, "on" | "off"> = process,
): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      for (const each of stopSignals) receiver.off(each, onSignal);
    }, REPEAT_MS).unref();
    stop(signal);
  };
  for (const signal of stopSignals) receiver.on(signal, onSignal);
}
