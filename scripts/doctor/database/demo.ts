import { demoAccount } from "#lib/auth/demo-account.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import type { Env } from "#lib/env.ts";
import { about, type Finding } from "../finding.ts";

const { ok } = about("demo account");

/** Tells of a demo account that `npm run dev` left in the database. Its password is public. */
export async function examineDemo({ DATABASE_URL, DEMO_MODE }: Env): Promise<Finding[]> {
  if (DEMO_MODE) return [];
  const { email } = demoAccount;
  return await withConnection(DATABASE_URL, async (client) => {
    const { rowCount } = await client.query('SELECT FROM "user" WHERE email = $1', [email]);
    if (rowCount === 0) return [];
    return [ok(`${email} of npm run dev is in this database. Nobody gets in there while DEMO_MODE is off.`)];
  });
}
