import { NeedsConfirmation } from "./errors.ts";
import type { TaskServices } from "./services.ts";

/** A removal of at most this many rows needs nobody's word. */
const ALWAYS_ALLOWED = 1_000;

/** The multiple of its largest recent run up to which a removal needs no confirmation. */
const USUAL_FACTOR = 10;

/** The meaning of `confirmed` in the payload of a removal. */
export const confirmedHint = "Confirms a run that would remove far more than usual.";

/**
 * Stops a removal before its first row if it would take far more than usual: a wrong clock, a restored backup or a
 * mistaken setting looks like this. A task that has never succeeded has no usual amount, so its first run goes ahead.
 * @throws {NeedsConfirmation}
 */
export async function refuseFarMoreThanUsual(
  task: string,
  services: TaskServices,
  count: (limit: number) => Promise<number>,
): Promise<void> {
  if (services.confirmsRemovals) return;
  const largest = await services.runHistory.largestRemoval(task);
  if (largest === null) return;
  const allowed = Math.max(ALWAYS_ALLOWED, USUAL_FACTOR * largest);
  const due = await count(allowed + 1);
  if (due <= allowed) return;
  throw new NeedsConfirmation(
    `This would remove more than ${allowed}, far more than usual: the largest of the last runs removed ${largest}. Nothing was removed. Check the clock, the retention and whether this is a restored backup. If it is right, run the task with "confirmed", e.g. npm run task -- ${task} --yes.`,
  );
}
