import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { openApiDocument } from "./document.ts";

export const GET = route({
  summary: "This API as an OpenAPI document",
  access: "public",
  response: z.unknown(),
  async handle({ app }) {
    return json(openApiDocument(app.env.APP_URL));
  },
});
