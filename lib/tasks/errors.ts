/** Thrown by a task's handler when another attempt could not help: the run fails at once. */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
}

/** Thrown by a task that waits for an operator's word: another run, with that word, does the work. */
export class NeedsConfirmation extends PermanentError {
  static readonly errorName = "NeedsConfirmation";
  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "name", { value: NeedsConfirmation.errorName });
  }
}

/** The reason of a run's signal after its handler has made no progress for too long: the attempt has failed. */
export class AttemptStalled extends Error {
  override readonly name = "AttemptStalled";
  constructor(limitMs: number) {
    super(
      `The task made no progress for ${Math.round(limitMs / 1000)} s: it hangs, or does too much without saving a batch or reporting progress.`,
    );
  }
}

/** The reason of a run's signal after someone asked to cancel it. */
export class RunCanceled extends Error {
  override readonly name = "RunCanceled";
  constructor() {
    super("The run was canceled.");
  }
}

/** The reason of a run's signal when its process shuts down: the run goes back to the queue and loses no attempt. */
export class RunInterrupted extends Error {
  override readonly name = "RunInterrupted";
  constructor() {
    super("The process is shutting down.");
  }
}
