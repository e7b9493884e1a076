import { parseArgs } from "node:util";
import { z } from "zod";
import { type NewInvite, newInviteSchema } from "#lib/auth/links/invites.ts";
import { type Role, roles } from "#lib/auth/roles/role.ts";
import { type ListUsers, listUsersSchema } from "#lib/auth/users/user-list-schemas.ts";

/** The arguments of `npm run user`. */
export type UserCommand =
  | { readonly verb: "reset-link" | "sign-in-link" | "end-sessions" | "disable" | "enable"; readonly email: string }
  | { readonly verb: "set-role"; readonly email: string; readonly role: Role }
  | { readonly verb: "invite"; readonly invite: NewInvite }
  | { readonly verb: "list"; readonly query: ListUsers; readonly json: boolean }
  | { readonly verb: "admins" | "invites" };

export const usage = `Use: npm run user -- make-admin <email>     lets an account run the background tasks, and look after accounts
     npm run user -- remove-admin <email>   takes that back
     npm run user -- set-role <email> user|viewer|admin
                                            gives that role; a viewer sees the background tasks, and changes nothing
     npm run user -- list [--q words] [--cursor c] [--json]
                                            lists accounts, newest first, 25 at a time; with --json as one line of JSON
     npm run user -- admins                 lists who is an admin
     npm run user -- end-sessions <email>   signs an account out of every browser
     npm run user -- disable <email>        keeps everybody out of an account; deletes nothing
     npm run user -- enable <email>         lets its owner in again
     npm run user -- reset-link <email>     prints a link to choose a new password, once, within a day
     npm run user -- sign-in-link <email>   prints a link to sign in, once, within an hour, e.g. while a provider is down
     npm run user -- invite [<email>] [--role viewer|admin] [--days 7]
                                            prints a link to create an account, once; for this address only, if given
     npm run user -- invites                lists the invites that nobody has used yet`;

/**
 * Reads the arguments.
 * @throws {Error} with the usage
 */
export function parseUserFlags(args: readonly string[]): UserCommand {
  const [verb, email, ...more] = args;
  switch (verb) {
    case "admins":
    case "invites":
      if (email === undefined) return { verb };
      break;
    case "list":
      return parseList(args.slice(1));
    case "make-admin":
    case "remove-admin":
      if (email !== undefined && more.length === 0)
        return { verb: "set-role", email, role: verb === "make-admin" ? "admin" : "user" };
      break;
    case "set-role": {
      const role = roles.find((each) => each === more[0]);
      if (email !== undefined && role !== undefined && more.length === 1) return { verb, email, role };
      break;
    }
    case "reset-link":
    case "sign-in-link":
    case "end-sessions":
    case "disable":
    case "enable":
      if (email !== undefined && more.length === 0) return { verb, email };
      break;
    case "invite":
      return { verb, invite: parseInvite(args.slice(1)) };
  }
  throw new Error(usage);
}

function parseList(args: readonly string[]): UserCommand {
  const { values } = orUsage(() =>
    parseArgs({
      args: [...args],
      options: { q: { type: "string" }, cursor: { type: "string" }, json: { type: "boolean", default: false } },
    }),
  );
  const { json, ...given } = values;
  const query = listUsersSchema.safeParse(given);
  if (query.success) return { verb: "list", query: query.data, json };
  throw new Error(`${z.prettifyError(query.error)}\n${usage}`);
}

function parseInvite(args: readonly string[]): NewInvite {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: "string", default: "user" }, days: { type: "string", default: "7" } },
    }),
  );
  const [email = null, ...more] = positionals;
  const invite = newInviteSchema.safeParse({ email, role: values.role, days: Number(values.days) });
  if (invite.success && more.length === 0) return invite.data;
  throw new Error(invite.error ? `${z.prettifyError(invite.error)}\n${usage}` : usage);
}

function orUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(usage, { cause: error });
  }
}
