import type { Problem } from "#lib/http/problem.ts";
import type {
  Address,
  Answer,
  ApiRequest,
  JsonRouteName,
  OptionalIfEmpty,
  RouteName,
  SendOptions,
} from "./api-types.ts";
import { pageAccount } from "./page-account.ts";
import { RequestError } from "./request-error.ts";
import { tabs } from "./tabs.ts";

interface AnyAddress {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}
interface AnyRequest extends AnyAddress, SendOptions {
  readonly body?: unknown;
}

/**
 * Calls Tidy's own API: `api("PATCH /api/todos/[id]", { params: { id }, body: { completed: true } })`. The route's
 * declaration gives the types of input and answer. The server builds each answer from the schema there, so the browser
 * doesn't load a validator to check it again.
 * @throws {RequestError} with a message that can be shown.
 */
export function api<Name extends JsonRouteName>(
  route: Name,
  ...request: OptionalIfEmpty<ApiRequest<Name>>
): Promise<Answer<Name>>;
export async function api(route: string, request: AnyRequest = {}): Promise<unknown> {
  const response = await send(route, request);
  if (response.ok && !route.startsWith("GET ")) tabs?.postMessage(0);
  if (response.status === 204) return undefined;
  const body = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw problemError(response.status, body ?? {});
  return body;
}

/** The path of a GET route, for a link: `apiPath("GET /api/todos/export", { query: { format: "csv" } })`. */
export function apiPath<Name extends RouteName & `GET ${string}`>(
  route: Name,
  ...address: OptionalIfEmpty<Address<Name>>
): string;
export function apiPath(route: string, address: AnyAddress = {}): string {
  return pathOf(route, address);
}

function pathOf(route: string, { params = {}, query = {} }: AnyAddress): string {
  const path = route
    .slice(route.indexOf("/"))
    .replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** In characters. Browsers limit all keepalive requests in flight together to 64 KiB. */
const maxKeptAlive = 4_000;

async function send(route: string, request: AnyRequest): Promise<Response> {
  const { body, file, headers, signal = null } = request;
  const method = route.slice(0, route.indexOf(" "));
  const content = body === undefined ? null : JSON.stringify(body);
  const account = pageAccount();
  try {
    return await fetch(pathOf(route, request), {
      method,
      // A change is sent even if the page is closed right away.
      keepalive: method !== "GET" && file === undefined && (content ?? "").length <= maxKeptAlive,
      headers: {
        Accept: "application/json",
        ...(content !== null && { "Content-Type": "application/json" }),
        ...(file && { "Content-Type": "application/octet-stream" }),
        ...(account !== undefined && { "X-Tidy-Account": account }),
        ...headers,
      },
      body: file ?? content,
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError(0, "Can’t reach Tidy. Check your connection.");
  }
}

function problemError(status: number, problem: Partial<Problem>): RequestError {
  const said = problem.errors?.[0]?.message ?? problem.detail ?? problem.title;
  if (status === 401) return new RequestError(status, "You are signed out. Reload the page to sign in again.", problem);
  if (status === 429)
    return new RequestError(status, "Too many requests at once. Wait a moment and try again.", problem);
  return new RequestError(status, said ?? "Something went wrong on the server.", problem);
}
