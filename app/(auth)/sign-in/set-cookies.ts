import { cookies } from "next/headers";
import type { SessionCookie } from "#lib/auth/credentials.ts";

/** Sets cookies on the browser that a server action answers. */
export async function setCookies(given: readonly SessionCookie[]): Promise<void> {
  const jar = await cookies();
  for (const { name, value, options } of given) jar.set(name, value, options);
}
