import { RequestError } from "#app/_client/request-error.ts";

/** The server's error for a field; undefined if there is none. */
export function fieldError(error: Error | null, field: string): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  return error.fields.find((problem) => problem.field === field)?.message;
}
