import { AsyncLocalStorage } from "node:async_hooks";
import { databaseFailure } from "./failure.ts";

const requests = new AsyncLocalStorage<{ outage: unknown }>();

/** Notes an error that a library keeps to itself, if it stands for an outage of the database. */
export function noteOutage(error: unknown): void {
  const request = requests.getStore();
  if (request && databaseFailure(error) !== null) request.outage = error;
}

/**
 * Returns the answer of a library, or throws the outage that `noteOutage` noted meanwhile: the library itself answers
 * 500 whatever went wrong.
 */
export async function throwingOutages(answer: () => Promise<Response>): Promise<Response> {
  const request: { outage: unknown } = { outage: null };
  const answered = await requests.run(request, answer);
  if (answered.status >= 500 && request.outage !== null) throw request.outage;
  return answered;
}
