"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { taskKeys } from "../_requests/task-queries.ts";
import { confirmRun } from "../_requests/task-requests.ts";

/** Confirms a removal of far more than usual. The run's error says how much it will remove. */
export function ConfirmRemoval({ run, title }: { readonly run: Run; readonly title: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const confirm = useMutation({
    mutationFn: () => confirmRun(run),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: (error) =>
      notices.failed({ id: `failed-${run.id}`, text: `Couldn’t run “${title}”.`, detail: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.all }),
  });
  return (
    <Button pending={confirm.isPending} onClick={() => confirm.mutate()}>
      Confirm and remove
    </Button>
  );
}
