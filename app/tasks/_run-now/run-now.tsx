"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { RequestError } from "#app/_client/request-error.ts";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskView } from "#lib/tasks/views.ts";
import { runOptions, taskKeys } from "../_requests/task-queries.ts";
import { previewTask, runTask, type TypedPayload } from "../_requests/task-requests.ts";
import { RunOutcome } from "../_run/run-outcome.tsx";
import { DetailsBox } from "../_views/details-box.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { hidesTitles, payloadFromPreview, show } from "../_views/view.tsx";
import { payloadErrors } from "./payload-errors.ts";
import { payloadFields, readPayload } from "./payload-fields.ts";
import { PayloadInputs } from "./payload-inputs.tsx";

export interface RunNowProps {
  readonly task: TaskView;
  readonly onClose: () => void;
}

/** The payload to type in, a preview of the run where the task has one, and the outcome of the run. */
export function RunNow({ task, onClose }: RunNowProps) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const fields = payloadFields(task.payloadSchema);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [unreadable, setUnreadable] = useState<Readonly<Record<string, string>>>({});
  const look = useMutation({
    mutationFn: ({ payload, titles = false }: { readonly payload: TypedPayload; readonly titles?: boolean }) =>
      previewTask(task.name, payload, { titles }),
  });
  const start = useMutation({
    mutationFn: (payload: TypedPayload) => runTask(task.name, payload),
    onSuccess: (run) => client.setQueryData<Run>(taskKeys.run(run.id), run),
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.all }),
  });
  const id = start.data?.id;
  const { data: run } = useQuery({ ...runOptions(id ?? ""), enabled: id !== undefined });
  if (run !== undefined) return <RunOutcome run={run} onClose={onClose} />;

  const preview = look.data;
  const view = viewsOf(task.name).preview;
  // Limits the run to the rows that the preview showed.
  const fromPreview = preview !== undefined && view !== undefined ? payloadFromPreview(view, preview) : null;
  const send = (to: (payload: TypedPayload) => void) => {
    const read = readPayload(fields, typed, garbledFields(form.current));
    setUnreadable(read.ok ? {} : { [read.field]: read.message });
    if (read.ok) to(read.payload);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A task with a preview shows it first: the numbers of what it will remove.
    if (view !== undefined && preview === undefined) send((payload) => look.mutate({ payload }));
    else send((payload) => start.mutate({ ...payload, ...fromPreview }));
  };
  /** Forgets what was shown of another payload: its preview and its errors. */
  const forget = () => {
    look.reset();
    if (start.isError) start.reset();
    setUnreadable({});
  };
  const { error } = start.submittedAt > look.submittedAt ? start : look;
  const refused = payloadErrors(fields, error instanceof RequestError ? error.fields : []);
  const isSaidAtFields = Object.keys(refused.byField).length > 0 && refused.others.length === 0;

  return (
    <form ref={form} onSubmit={submit} onInput={forget} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{task.description}</p>
      <PayloadInputs
        fields={fields}
        typed={typed}
        errors={{ ...refused.byField, ...unreadable }}
        onType={(name, text) => setTyped({ ...typed, [name]: text })}
      />
      {error !== null && !isSaidAtFields && <Alert>{refused.others.join(" ") || error.message}</Alert>}
      <div role="status">
        {preview !== undefined && (
          <DetailsBox label="Preview">
            {show(view, preview).details}
            {hidesTitles(view, preview) && (
              <Button
                size="sm"
                variant="ghost"
                className="mt-2"
                pending={look.isPending}
                onClick={() =>
                  send((payload) => look.mutate({ payload: { ...payload, ...fromPreview }, titles: true }))
                }
              >
                Show titles (this is recorded)
              </Button>
            )}
          </DetailsBox>
        )}
      </div>
      <div className="sticky bottom-0 -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 bg-raised px-5 py-4 sm:-mx-6 sm:-mb-6 sm:px-6">
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        {task.canPreview && (
          <Button pending={look.isPending} onClick={() => send((payload) => look.mutate({ payload }))}>
            {preview === undefined ? "Preview" : "Preview again"}
          </Button>
        )}
        <Button type="submit" variant="primary" pending={start.isPending || look.isPending}>
          {start.isPending ? "Running…" : fromPreview === null ? "Run now" : "Run with this preview"}
        </Button>
      </div>
    </form>
  );
}

/** The names of the inputs whose text the browser cannot read, e.g. "7-" where a number belongs. */
function garbledFields(form: HTMLFormElement | null): string[] {
  const inputs = form?.querySelectorAll("input") ?? [];
  return [...inputs].flatMap(({ name, validity }) => (validity.badInput ? [name] : []));
}
