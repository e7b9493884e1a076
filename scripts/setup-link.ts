import { createApp } from "#lib/app.ts";
import { env } from "#lib/env.ts";
import { runCommand } from "./runtime/command.ts";

// Printed, never logged: whoever reads the link can become the admin.
await runCommand(async () => {
  const app = createApp(env());
  try {
    const link = await app.auth.createSetupLink(new Date());
    if (link !== null) console.log(`Nobody is an admin yet. Open this link within a day to become one:\n  ${link}`);
    return 0;
  } finally {
    await app.close();
  }
});
