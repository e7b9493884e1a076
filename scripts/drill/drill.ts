import type { Say } from "#scripts/runtime/command.ts";

/** A fault that is caused on purpose, on processes of the drill's own, and the promises that must hold all the same. */
export interface Drill {
  /** Its name on the command line, e.g. `outage-at-start`. */
  readonly name: string;
  /** The fault and the promise that must hold, in a sentence. */
  readonly description: string;
  /**
   * Causes the fault and checks the promises.
   * @throws {Error} if it cannot be carried out, e.g. because a program is missing. A broken promise is no error.
   */
  run(context: DrillContext): Promise<void>;
}

/** The tools of a drill. */
export interface DrillContext {
  /** The number of tries, if the person named one. */
  readonly rounds: number | undefined;
  /** An empty folder of its own. It is removed afterwards. */
  readonly directory: string;
  /** The environment for its processes: variables of the system, and no setting of Tidy. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborts when the person presses Ctrl-C. */
  readonly stop: AbortSignal;
  readonly say: Say;
  /** Reports whether a promise held. `found`: the behaviour seen instead, or a measurement. */
  check(promise: string, held: boolean, found?: string): void;
  /** Makes an empty, migrated database of its own. Resolves to its URL. It goes at the end. */
  createDatabase(): Promise<string>;
  /** Registers a step for the end, e.g. to stop a process. The steps run in reverse order, whatever happens. */
  atEnd(step: () => Promise<void>): void;
}
