import { z } from "zod";
import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";
import { themeCookie, themes } from "#lib/settings/theme.ts";

const yearSeconds = 365 * 24 * 60 * 60;

export const PUT = route({
  summary: "Choose the theme of this browser",
  description: "Sets a cookie that lasts a year. Other browsers keep their own theme.",
  access: "user",
  body: z.strictObject({ theme: z.enum(themes, `use one of ${themes.join(", ")}`) }),
  example: { theme: "dark" },
  responseHeaders: { "Set-Cookie": "Keeps the theme in this browser." },
  async handle({ app: { env }, body: { theme } }) {
    const cookie = `${hostCookie(themeCookie, env.APP_URL)}=${theme}; Max-Age=${yearSeconds}; Path=/`;
    const secure = env.APP_URL.startsWith("https:") ? "; Secure" : "";
    return noContent({ "set-cookie": `${cookie}; HttpOnly; SameSite=Lax${secure}` });
  },
});
