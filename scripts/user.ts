import { commandLineOperator } from "#lib/auth/audit/operator.ts";
import type { Role } from "#lib/auth/roles/role.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { runCommand } from "./runtime/command.ts";
import { prepareCommandEnvironment } from "./runtime/command-environment.ts";
import { parseUserFlags, type UserCommand } from "./user/user-flags.ts";
import { userLines } from "./user/user-lines.ts";

const roleTexts: Readonly<Record<Role, string>> = {
  user: "is a member now, and neither admin nor viewer",
  viewer: "is a viewer now",
  admin: "is an admin now",
};

const linkVerbs: readonly UserCommand["verb"][] = ["reset-link", "sign-in-link", "invite"];

await runCommand(async (args) => {
  const command = parseUserFlags(args);
  const makesLinks = linkVerbs.includes(command.verb);
  const local = await prepareCommandEnvironment({ makesLinks, log: console.error });
  try {
    const app = createApp(parseEnv({ LOG_LEVEL: "warn", ...local.env }));
    try {
      for (const line of await execute(app, command)) console.log(line);
      return 0;
    } finally {
      await app.close();
    }
  } finally {
    await local.stop();
  }
});

async function execute({ auth }: App, command: UserCommand): Promise<string[]> {
  const change = { by: commandLineOperator(), now: new Date() };
  switch (command.verb) {
    case "list": {
      const page = await auth.listUsers(command.query, change.now);
      return command.json ? [JSON.stringify(page)] : userLines(page);
    }
    case "admins": {
      const admins = await auth.listAdmins();
      return admins.length === 0 ? ["Nobody is an admin."] : admins.map(({ email, name }) => `${email}  ${name}`);
    }
    case "set-role": {
      const { email, name, role } = await auth.setRole(await auth.userIdOf(command.email), command.role, change);
      if (role === command.role) return [`${email} (${name}) ${roleTexts[role]}.`];
      return [`${email} is still an admin, since ADMIN_EMAILS names this address. Remove it there and restart Tidy.`];
    }
    case "end-sessions": {
      const { endedCount } = await auth.endSessionsOf(await auth.userIdOf(command.email), change);
      return [`${command.email} is signed out of ${endedCount === 1 ? "one browser" : `${endedCount} browsers`}.`];
    }
    case "disable": {
      await auth.disableUser(await auth.userIdOf(command.email), change);
      return [`${command.email} is disabled: nobody gets in, and nothing is deleted.`];
    }
    case "enable": {
      await auth.enableUser(await auth.userIdOf(command.email), change);
      return [`${command.email} is enabled again.`];
    }
    case "reset-link": {
      const link = await auth.createResetLink(command.email, { ...change, headers: null });
      return ["Give this link to the owner of the account. It works once, within a day:", `  ${link}`];
    }
    case "sign-in-link": {
      const link = await auth.createSignInLink(command.email, change);
      return ["Give this link to the owner of the account. It signs in once, within an hour:", `  ${link}`];
    }
    case "invite": {
      const { url } = await auth.createInvite(command.invite, { mailed: false, ...change });
      return [`Give this link to whom you invite. It works once, for ${daysText(command.invite.days)}:`, `  ${url}`];
    }
    case "invites": {
      const invites = await auth.listInvites(new Date());
      if (invites.length === 0) return ["No invite is open."];
      return invites.map(
        ({ email, role, expiresAt }) => `${email ?? "anybody"}  ${role}  until ${expiresAt.toISOString()}`,
      );
    }
  }
}

function daysText(days: number): string {
  return days === 1 ? "a day" : `${days} days`;
}
