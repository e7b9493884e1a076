"use client";

import { Button } from "#app/_ui/button.tsx";
import { useSearchText } from "#app/_ui/search/use-search-text.ts";
import { SelectField, TextField } from "#app/_ui/text-field.tsx";
import { runSearchMaxLength } from "#lib/task-runs/limits.ts";
import type { RunFilter } from "#lib/task-runs/listing/list-schemas.ts";
import { runTriggers } from "#lib/task-runs/schemas.ts";
import { shownStatuses, statusLabels } from "../_run/run-statuses.ts";
import { ErrorNameField } from "./error-name-field.tsx";
import { InstantField } from "./instant-field.tsx";
import { isFiltering, runFilterPath, type SomeFilter } from "./run-filter.ts";

/** A task as filters and rows name it. */
export interface NamedTask {
  readonly name: string;
  readonly title: string;
}

/** Changes the address, which is the filter: a choice can be undone by the back button, typing replaces itself. */
const show = (filter: SomeFilter, how: "push" | "replace" = "push") =>
  window.history[how === "push" ? "pushState" : "replaceState"](null, "", runFilterPath(filter));

/** The filter of the runs. Fields that are rarely needed are folded below. */
export function RunFilters({ tasks, filter }: { readonly tasks: readonly NamedTask[]; readonly filter: RunFilter }) {
  const change = (next: SomeFilter) => show({ ...filter, ...next });
  const isKnown = filter.task === undefined || tasks.some(({ name }) => name === filter.task);
  return (
    <search className="grid gap-3">
      <div className="grid gap-2 sm:grid-cols-[1fr_auto_auto]">
        <SearchField filter={filter} />
        <SelectField
          label="Task"
          labelHidden
          value={filter.task ?? ""}
          onChange={({ target }) => change({ task: target.value === "" ? undefined : target.value })}
        >
          <option value="">All tasks</option>
          {!isKnown && <option value={filter.task}>{filter.task}</option>}
          {tasks.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Status"
          labelHidden
          value={filter.status ?? ""}
          onChange={({ target }) => change({ status: shownStatuses.find((status) => status === target.value) })}
        >
          <option value="">Any status</option>
          {shownStatuses.map((status) => (
            <option key={status} value={status}>
              {statusLabels[status]}
            </option>
          ))}
        </SelectField>
      </div>
      <MoreFilters filter={filter} change={change} />
    </search>
  );
}

function SearchField({ filter }: { readonly filter: RunFilter }) {
  const onSearch = (q: string) => show({ ...filter, q }, "replace");
  const [typed, setTyped] = useSearchText({ q: filter.q, onSearch, pauseMs: 300 });
  return (
    <TextField
      type="search"
      label="Search runs"
      labelHidden
      placeholder="Search payload, result, error, person"
      maxLength={runSearchMaxLength}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

interface MoreFiltersProps {
  readonly filter: RunFilter;
  readonly change: (next: SomeFilter) => void;
}

function MoreFilters({ filter, change }: MoreFiltersProps) {
  const { trigger, error, from, to } = filter;
  const isUsed = [trigger, error, from, to].some((value) => value !== undefined);
  return (
    <details open={isUsed} className="text-sm">
      <summary className="inline-flex min-h-6 items-center rounded-sm text-muted hover:text-ink pointer-coarse:min-h-11">
        More filters
      </summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Trigger"
          value={trigger ?? ""}
          onChange={({ target }) => change({ trigger: runTriggers.find((each) => each === target.value) })}
        >
          <option value="">Any trigger</option>
          {runTriggers.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
        <ErrorNameField name={error ?? ""} onChoose={(name) => change({ error: name || undefined })} />
        <InstantField label="Created from" instant={from} onChoose={(instant) => change({ from: instant })} />
        <InstantField label="Created before" instant={to} onChoose={(instant) => change({ to: instant })} />
      </div>
      {isFiltering(filter) && (
        <Button variant="ghost" size="sm" className="mt-2" onClick={() => show({ q: "" })}>
          Clear all filters
        </Button>
      )}
    </details>
  );
}
