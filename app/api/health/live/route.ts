import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Whether the process answers",
  access: "public",
  response: z.object({ status: z.literal("ok") }),
  async handle() {
    return json({ status: "ok" } as const);
  },
});
