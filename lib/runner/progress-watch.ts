import { AttemptStalled } from "#lib/tasks/errors.ts";

/** Watches whether a handler makes progress. */
export interface ProgressWatch {
  /** Rejects with AttemptStalled once the handler has made no progress for too long. */
  readonly stalled: Promise<never>;
  /** The time starts anew. */
  progressed(): void;
  end(): void;
}

/** Starts the time. `onStall` is called once, before `stalled` rejects. */
export function watchProgress(limitMs: number, onStall: (error: AttemptStalled) => void): ProgressWatch {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new AttemptStalled(limitMs);
      onStall(error);
      reject(error);
    }, limitMs).unref();
  });
  return {
    stalled,
    progressed: () => void timer?.refresh(),
    end: () => clearTimeout(timer),
  };
}
