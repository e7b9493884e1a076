import { after as afterAnswer } from "next/server.js";
import type { z } from "zod";
import { app as currentApp } from "#lib/app.ts";
import { type Access, type Caller, recordDenied } from "#lib/auth/access.ts";
import type { Role } from "#lib/auth/roles/role.ts";
import type { App } from "#lib/composition/create-app.ts";
import type { JsonText } from "#lib/todo-service/json-text.ts";
import { currentTraceId } from "#lib/tracing/span.ts";
import { createActs, type RecordAct } from "./acts.ts";
import { type AtOnceContext, answerAtOnce } from "./at-once/at-once.ts";
import { inputOf } from "./at-once/request-input.ts";
import { requireSameOrigin } from "./edge/origin.ts";
import { type After, createExecution, type Execution } from "./execution.ts";
import { requirePageAccount } from "./page-account.ts";
import { type ProblemKind, toProblem } from "./problem.ts";
import { type Reply, toProblemResponse, toResponse } from "./reply.ts";
import { logRequest, pathOf, patternOf, requestIdOf, runIdOf } from "./request-log.ts";
import { admit } from "./throttling.ts";

/** The declaration of one operation: its callers, input, output and handler. */
export interface RouteDeclaration<
  Who extends Access = Access,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Anything more that a caller should know. */
  readonly description?: string;
  readonly access: Who;
  /** A path that the schema refuses is a 404. */
  readonly params?: Params;
  readonly query?: Query;
  /** JSON. A schema that accepts `undefined` makes the body optional. */
  readonly body?: Body;
  /** A body to show in the documentation. */
  readonly example?: z.input<Body>;
  /** For the documentation, where the body is a file, which the handler reads from the request. */
  readonly upload?: { readonly description: string; readonly example: string };
  /** Default 64 KiB. */
  readonly maxBodyBytes?: number;
  /** The body that is sent. Fields that the schema doesn't name never leave the server. */
  readonly response?: Response;
  /** For the documentation, where the response is a stream: its content, by media type. */
  readonly mediaTypes?: Readonly<Record<string, z.ZodType>>;
  /** The statuses that carry the response, for the documentation. Default: 200 with a response, else 204. */
  readonly statuses?: readonly number[];
  /** For the documentation: headers of the request that change the answer. */
  readonly headers?: z.ZodObject;
  /** For the documentation: the meaning of the response's headers, by name. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** Marks a route for admins that changes nothing in spite of its method. It has no act to record. */
  readonly changesNothing?: true;
  /** For the documentation: problems beyond those that access, parameters and body bring with them. */
  readonly problems?: readonly ProblemKind[];
  /**
   * Answers the frequent case by one statement, which also proves who the caller is; for routes of users. Null where it
   * found and changed nothing: then `handle` answers.
   */
  atOnce?(
    context: AtOnceContext<ParsedInput<Params, Query, Body>>,
  ): Promise<Reply<JsonText<z.input<Response>> | undefined> | null>;
  handle(context: RouteContext<Who, Params, Query, Body>): Promise<Reply<z.input<Response>>>;
}

/** The contents of a request, as the schemas accept them. */
interface ParsedInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
}

/** The argument of a handler: parsed input, the caller, the services, and the instant that the request counts as. */
export interface RouteContext<
  Who extends Access,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> extends ParsedInput<Params, Query, Body> {
  readonly app: App;
  readonly caller: CallerOf<Who>;
  readonly now: Date;
  readonly request: Request;
  readonly execution: Execution;
  /**
   * Records the act of an operator, right after it. A route for admins that changes something must call it; with null
   * where nothing was done.
   */
  readonly audit: Who extends "admin" ? RecordAct : null;
}

type CallerOf<Who extends Access> = Who extends Role ? Caller : null;

export type PathParams = Readonly<Record<string, string | string[] | undefined>>;

/**
 * A Next route handler that knows its declaration and can be called with another composition root. The declaration's
 * type stays with it: clients derive the types of requests and answers from it (app/_client/api-types.ts).
 */
export interface Route<Declaration extends RouteDeclaration = RouteDeclaration> {
  (request: Request, context: { params: Promise<PathParams> }): Promise<Response>;
  readonly declaration: Declaration;
  /** `after` keeps the process for work that goes on after the answer. Default: the process stays anyway. */
  respond(app: App, request: Request, params: PathParams, after?: After): Promise<Response>;
}

/**
 * Makes a route handler: authorize → throttle → parse → handle → serialize, any error as problem+json, one log line.
 */
export function route<
  Who extends Access,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(
  declaration: RouteDeclaration<Who, Params, Query, Body, Response>,
): Route<RouteDeclaration<Who, Params, Query, Body, Response>> {
  return toHandler(declaration);
}

function toHandler<Declaration extends RouteDeclaration>(declaration: Declaration): Route<Declaration> {
  const respond = (app: App, request: Request, params: PathParams, after: After = () => {}) =>
    respondTo(declaration, { app, request, params, after, now: new Date() });
  return Object.assign(
    async (request: Request, context: { params: Promise<PathParams> }) =>
      // Next gives routes without dynamic segments no params at all, whatever its types say.
      respond(currentApp(), request, (await context.params) ?? {}, afterAnswer),
    { declaration, respond },
  );
}

async function respondTo(declaration: RouteDeclaration, incoming: Incoming): Promise<Response> {
  const { app, request, params, now } = incoming;
  const startedAt = performance.now();
  const requestId = requestIdOf(request.headers.get("x-request-id"), now);
  const traceId = currentTraceId();
  const line = { requestId, ...(traceId && { traceId }), method: request.method, route: patternOf(request, params) };
  const known: KnownRequest = {};
  let response: Response;
  try {
    response = toResponse(await run(declaration, incoming, known), requestId);
  } catch (error) {
    const problem = toProblem(error, { appUrl: app.env.APP_URL, reference: requestId });
    if (problem.status >= 500) app.logger.error({ ...line, ...known, err: error }, problem.title);
    response = toProblemResponse(problem, requestId);
  }
  const runId = runIdOf(pathOf(request.url)) ?? runIdOf(response.headers.get("location"));
  logRequest(app.logger, { ...line, ...known, ...(runId && { runId }) }, { status: response.status, startedAt });
  return response;
}

/** Facts that turn out while a request is answered, for its log line. */
interface KnownRequest {
  userId?: string;
}

interface Incoming {
  readonly app: App;
  readonly request: Request;
  readonly params: PathParams;
  readonly after: After;
  readonly now: Date;
}

async function run(declaration: RouteDeclaration, incoming: Incoming, known: KnownRequest): Promise<Reply<unknown>> {
  const { app, request, params, now, after } = incoming;
  const { access, atOnce, handle, response } = declaration;
  const readInput = inputOf(declaration, request, params);
  let counted: string | null = null;
  if (atOnce) {
    const answered = await answerAtOnce({ app, request, now, access, readInput, answer: atOnce });
    if (answered.reply !== null) {
      known.userId = answered.userId;
      return answered.reply;
    }
    counted = answered.counted;
  }
  const caller = await admit(access, { app, request, now, after, counted });
  if (caller) known.userId = caller.user.id;
  if (caller?.via === "session") requireSameOrigin(request, app.env.APP_URL, () => recordOtherSite(caller, incoming));
  requirePageAccount(request, caller);
  const acts = caller && access === "admin" ? createActs({ app, caller, now }) : null;
  const input = await readInput();
  const execution = createExecution(app, now, after);
  const reply = await handle({ ...input, app, caller, audit: acts?.record ?? null, now, request, execution });
  if (declaration.changesNothing !== true) acts?.requireRecorded(request.method);
  return response ? { ...reply, body: response.parse(reply.body) } : reply;
}

function recordOtherSite({ user }: Caller, { app, request, after }: Incoming): void {
  recordDenied({ reason: "other-site" }, user, request.headers, { auth: app.auth, after });
}
