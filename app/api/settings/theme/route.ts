import { z } from "zod";
import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { themeCookie, themes } from "#lib/settings/theme.ts";

const yearSeconds = 365 * 24 * 60 * 60;

export const PUT = route({
  summary: "Choose the theme of this browser",
  description: "Sets a cookie that lasts a year. Other browsers keep their own theme.",
  access: "user",
  body: z.strictObject({ theme: z.enum(themes, `use one of ${themes.join(", ")}`) }),
  example: { theme: "dark" },
  responseHeaders: { "Set-Cookie": "Keeps the theme in this browser." },
  async handle({ body: { theme } }) {
    return noContent({
      "set-cookie": `${themeCookie}=${theme}; Max-Age=${yearSeconds}; Path=/; HttpOnly; SameSite=Lax`,
    });
  },
});
