"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Alert } from "#app/_components/alert.tsx";
import { Button } from "#app/_components/button.tsx";
import { Dialog } from "#app/_components/dialog.tsx";
import { RequestError } from "#app/_data/request.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskView } from "#lib/tasks/views.ts";
import { payloadFields, readPayload } from "../_data/payload-fields.ts";
import { runOptions, taskKeys } from "../_data/task-queries.ts";
import { runTask } from "../_data/task-requests.ts";
import { PayloadInputs } from "./payload-inputs.tsx";
import { RunOutcome } from "./run-outcome.tsx";

export interface RunNowDialogProps {
  readonly task: TaskView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Runs a task with a payload that is typed in, and shows the result when it arrives. */
export function RunNowDialog({ task, open, onClose }: RunNowDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Run “${task.title}”`}>
      <RunNow task={task} onClose={onClose} />
    </Dialog>
  );
}

function RunNow({ task, onClose }: Omit<RunNowDialogProps, "open">) {
  const client = useQueryClient();
  const fields = payloadFields(task.payloadSchema);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [unreadable, setUnreadable] = useState<Readonly<Record<string, string>>>({});
  const start = useMutation({
    mutationFn: (payload: Parameters<typeof runTask>[1]) => runTask(task.name, payload),
    onSuccess: (run) => client.setQueryData<Run>(taskKeys.run(run.id), run),
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.all }),
  });
  const id = start.data?.id;
  const { data: run } = useQuery({ ...runOptions(id ?? ""), enabled: id !== undefined });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readPayload(fields, typed);
    setUnreadable(read.ok ? {} : { [read.field]: read.message });
    if (read.ok) start.mutate(read.payload);
  };

  if (run !== undefined) return <RunOutcome run={run} onClose={onClose} />;
  const refused = fieldErrors(start.error);
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{task.description}</p>
      <PayloadInputs
        fields={fields}
        typed={typed}
        errors={{ ...refused, ...unreadable }}
        onType={(name, text) => setTyped({ ...typed, [name]: text })}
      />
      {start.error !== null && Object.keys(refused).length === 0 && <Alert>{start.error.message}</Alert>}
      <footer className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={start.isPending}>
          {start.isPending ? "Running…" : "Run now"}
        </Button>
      </footer>
    </form>
  );
}

/** What the server said about single fields: `payload.days` belongs to the input `days`. */
function fieldErrors(error: Error | null): Readonly<Record<string, string>> {
  if (!(error instanceof RequestError)) return {};
  return Object.fromEntries(error.fields.map(({ field, message }) => [field.replace(/^payload\./, ""), message]));
}
