import { type RunFilter, runFilterSchema } from "#lib/task-runs/listing/list-schemas.ts";

/** The parameters of a filter, in the order of the URL. */
const fields = ["q", "task", "status", "trigger", "error", "from", "to"] as const;

/**
 * Reads a filter from the URL's parameters: `/tasks/runs?task=…&status=failed`. Leaves out values that it can't read.
 */
export function parseRunFilter(parameters: { get(name: string): string | null }): RunFilter {
  const given = fields.flatMap((field) => {
    const value = parameters.get(field);
    const isRead = value !== null && value !== "" && runFilterSchema.safeParse({ [field]: value }).success;
    return isRead ? [[field, value] as const] : [];
  });
  return runFilterSchema.parse(Object.fromEntries(given));
}

/** Some fields of a filter; one that is undefined lets everything through. */
export type SomeFilter = { readonly [Field in keyof RunFilter]?: RunFilter[Field] | undefined };

/** The address of the runs that a filter lets through. */
export function runFilterPath(filter: SomeFilter): string {
  const parameters = new URLSearchParams();
  for (const field of fields) {
    const value = filter[field];
    if (value !== undefined && value !== "") parameters.set(field, value);
  }
  return parameters.size === 0 ? "/tasks/runs" : `/tasks/runs?${parameters}`;
}

/** Whether a filter leaves anything out. */
export function isFiltering(filter: RunFilter): boolean {
  return fields.some((field) => filter[field] !== undefined && filter[field] !== "");
}
