/** The signals that ask this process to end. */
export interface StopRequest {
  /** Aborts at the first signal: end cleanly. */
  readonly requested: AbortSignal;
  /** Aborts at a second signal: end at once. */
  readonly forced: AbortSignal;
}

/** From this call on, SIGINT, SIGTERM and SIGHUP abort these instead of ending the process. */
export function listenForStop(): StopRequest {
  const requested = new AbortController();
  const forced = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!requested.signal.aborted) {
      firstAt = performance.now();
      requested.abort();
      // One Ctrl-C may arrive twice, from the terminal and from npm.
    } else if (performance.now() - firstAt > 1_000) {
      forced.abort();
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return { requested: requested.signal, forced: forced.signal };
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
