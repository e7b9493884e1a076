import { app } from "#lib/app.ts";
import { withoutStoring } from "#lib/http/edge/without-storing.ts";

// better-auth answers these itself: it has its own parsing, origin checks and limits.
const handler = async (request: Request): Promise<Response> => withoutStoring(await app().auth.handler(request));

export { handler as GET, handler as POST };
