import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Notices } from "#app/_feedback/notices.ts";
import { RequestError } from "./request-error.ts";

/** A change that shows before the server has agreed to it. */
export interface OptimisticChange<Result> {
  /** Changes of the same subject are sent one after another, in the order in which they were made. */
  readonly subject: string;
  /** The queries that it touches: their fetches under way are dropped, since they know nothing of it yet. */
  readonly queries: QueryKey;
  /** Shows the change. @returns what takes exactly this change back, whatever has happened meanwhile. */
  show(): () => void;
  send(): Promise<Result>;
  /** The server agreed. `isLast`: no later change of this subject is still waiting. */
  settle(result: Result, isLast: boolean): void;
  /** Deals with a refusal in its own way, instead of a notice. @returns whether it does. */
  takesOver?(error: RequestError): boolean;
  /** What to say when the server refused, e.g. `Couldn’t save “Buy milk”.` */
  readonly failure: string;
}

/** Shows a change, sends it, and rolls it back with a notice and a Retry when that fails. Never throws. */
export async function perform<Result>(
  client: QueryClient,
  notices: Notices,
  change: OptimisticChange<Result>,
): Promise<Result | undefined> {
  const mutationKey = ["change", change.subject];
  const isLast = () => client.isMutating({ mutationKey }) === 1;
  const mutation = client.getMutationCache().build<Result, Error, void, () => void>(client, {
    mutationKey,
    scope: { id: change.subject },
    networkMode: "always",
    mutationFn: () => change.send(),
    onMutate() {
      void client.cancelQueries({ queryKey: change.queries });
      return change.show();
    },
    onSuccess: (result) => change.settle(result, isLast()),
    onError(error, _variables, rollBack) {
      rollBack?.();
      if (isLast()) void client.invalidateQueries({ queryKey: change.queries });
      if (error instanceof RequestError && change.takesOver?.(error) === true) return;
      notices.failed({
        id: `failed-${change.subject}`,
        text: change.failure,
        detail: error.message,
        ...(!isRefused(error) && { retry: () => void perform(client, notices, change) }),
      });
    },
  });
  return mutation.execute().catch(() => undefined);
}

function isRefused(error: Error): boolean {
  return error instanceof RequestError && error.refused;
}
