import { demoAccount } from "#lib/auth/demo-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { env } from "#lib/env.ts";
import { runCommand } from "./runtime/command.ts";
import { seedDemo } from "./seed/seed-demo.ts";

await runCommand(async () => {
  const app = createApp(env());
  try {
    const { created, todoCount } = await seedDemo(app, demoAccount, new Date());
    if (created) console.log(`made ${demoAccount.email} with ${todoCount} todos`);
    return 0;
  } finally {
    await app.close();
  }
});
