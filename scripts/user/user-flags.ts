/** The arguments of `npm run user`. */
export type UserCommand =
  | { readonly verb: "make-admin" | "remove-admin"; readonly email: string }
  | { readonly verb: "admins" };

export const usage = `Use: npm run user -- make-admin <email>     lets an account see the background tasks
     npm run user -- remove-admin <email>   takes that back
     npm run user -- admins                 lists who is an admin`;

/**
 * Reads the arguments.
 * @throws {Error} with the usage
 */
export function parseUserFlags(args: readonly string[]): UserCommand {
  const [verb, email, ...more] = args;
  if (verb === "admins" && email === undefined) return { verb };
  if ((verb === "make-admin" || verb === "remove-admin") && email !== undefined && more.length === 0) {
    return { verb, email };
  }
  throw new Error(usage);
}
