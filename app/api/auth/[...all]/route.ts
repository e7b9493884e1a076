import { app } from "#lib/app.ts";

// better-auth answers these itself: it has its own parsing, origin checks and limits.
const handler = (request: Request): Promise<Response> => app().auth.handler(request);

export { handler as GET, handler as POST };
