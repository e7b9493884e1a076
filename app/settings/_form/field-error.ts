import { RequestError } from "#app/_client/request-error.ts";

/** What the server says is wrong with a field, if anything. */
export function fieldError(error: Error | null, field: string): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  return error.fields.find((problem) => problem.field === field)?.message;
}
