import { app } from "#lib/app.ts";
import { answerAuth } from "#lib/http/auth-answer.ts";

const handler = (request: Request): Promise<Response> => answerAuth(app(), request, new Date());

export { handler as GET, handler as POST };
