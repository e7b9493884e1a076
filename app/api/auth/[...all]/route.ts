import { app } from "#lib/app.ts";
import { answerAuth } from "#lib/http/auth-answer.ts";

// Where no process stays, mails are sent after the answers to these requests (lib/request-limit.ts).
export const maxDuration = 60;

const handler = (request: Request): Promise<Response> => answerAuth(app(), request, new Date());

export { handler as GET, handler as POST };
