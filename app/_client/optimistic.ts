import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Notices } from "#app/_feedback/notices.ts";
import { RequestError } from "./request-error.ts";

/** A change that shows before the server has accepted it. */
export interface OptimisticChange<Result> {
  /** Changes of the same subject are sent one after another, in order. */
  readonly subject: string;
  /** The queries that it affects. Their running fetches are canceled: their answers wouldn't have the change. */
  readonly queries: QueryKey;
  /** Shows the change. @returns a function that reverts exactly this change, whatever has happened meanwhile. */
  show(): () => void;
  send(): Promise<Result>;
  /** Called when the server has accepted. `isLast`: no later change of this subject is waiting. */
  settle(result: Result, isLast: boolean): void;
  /** Handles a refusal instead of the default notice. @returns whether it did. */
  takesOver?(error: RequestError): boolean;
  /** The text of the notice after a failure, e.g. `Couldn’t save “Buy milk”.` */
  readonly failure: string;
}

/** Shows a change and sends it. On failure rolls it back, with a notice and a Retry. Never throws. */
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
