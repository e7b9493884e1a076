import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { changeSettingsSchema, settingsSchema } from "#lib/settings/settings-schemas.ts";

export const GET = route({
  summary: "Read your settings",
  access: "user",
  response: settingsSchema,
  async atOnce({ app, proof }) {
    const settings = await app.settings.readAtOnce(proof);
    return settings && json(settings);
  },
  async handle({ caller }) {
    return json(caller.user);
  },
});

export const PATCH = route({
  summary: "Change your settings",
  description:
    "Only the settings that you name change. Another `retentionDays` also changes when completed todos expire: ask for a preview first. A shorter one lets none expire within a day.",
  access: "user",
  body: changeSettingsSchema,
  example: { retentionDays: 14, timeZone: "Europe/Berlin" },
  response: settingsSchema,
  problems: ["not-found"],
  async handle({ app, caller, body, now }) {
    return json(await app.settings.change(caller.user, body, now));
  },
});
