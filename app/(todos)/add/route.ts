import { after } from "next/server.js";
import { app } from "#lib/app.ts";
import { recordDenied } from "#lib/auth/access.ts";
import { DomainError } from "#lib/errors.ts";
import { requireSameOrigin } from "#lib/http/edge/origin.ts";
import { admit } from "#lib/http/throttling.ts";
import { oneLine } from "#lib/text.ts";
import { createTodoSchema } from "#lib/todo-service/schemas.ts";
import { splitTitle } from "#lib/todo-service/split-title.ts";

/**
 * Takes the form of quick add where the browser runs no JavaScript, then shows the list. The end of a title that is too
 * long goes to the notes.
 */
export async function POST(request: Request): Promise<Response> {
  const { todos, auth, env } = app();
  const now = new Date();
  try {
    const caller = await admit("user", { app: { auth, env }, request, now, after });
    if (caller === null) return seeOther("/");
    const { user } = caller;
    requireSameOrigin(request, env.APP_URL, () =>
      recordDenied({ reason: "other-site" }, user, request.headers, { auth, after }),
    );
    const [title, notes] = splitTitle(oneLine(String((await request.formData()).get("title") ?? "")));
    const todo = createTodoSchema.safeParse({ title, notes });
    if (todo.success) await todos.create(user, todo.data, now);
    return seeOther("/");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The page leads signed-out visitors to the sign-in.
    if (error.kind === "unauthenticated") return seeOther("/");
    return new Response(error.message, { status: error.kind === "too-many-requests" ? 429 : 403 });
  }
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
