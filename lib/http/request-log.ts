import { newId } from "#lib/id.ts";

const acceptable = /^[\w.:-]{8,100}$/;

/** Names a request in the log: the id that a proxy gave it, unless that could garble the log, else a new one. */
export function requestIdOf(request: Request, now: Date): string {
  const given = request.headers.get("x-request-id");
  return given !== null && acceptable.test(given) ? given : newId(now);
}

/** The route that a request met, e.g. `/api/todos/{id}`: what log lines can be grouped by. */
export function patternOf(request: Request, params: Readonly<Record<string, string | string[] | undefined>>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [value, `{${name}}`]));
  const segments = new URL(request.url).pathname.split("/");
  return segments.map((segment) => names.get(decoded(segment)) ?? segment).join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
