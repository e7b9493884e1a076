"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemText } from "#app/(auth)/sign-in/refused/problem-text.ts";
import { setCookies } from "#app/(auth)/sign-in/set-cookies.ts";
import { app } from "#lib/app.ts";
import { settle } from "../_form/settle.ts";

/** Begins to link a provider to the account. @returns the address at which the browser goes on. */
export async function linkProvider(id: string): Promise<{ readonly url: string } | { readonly error: string }> {
  const { auth } = app();
  if ((await auth.findUserBySession(await headers())) === null) return redirect("/sign-in?next=/settings");
  const wanted = { providerId: id, next: "/settings", purpose: "link" } as const;
  const start = await auth.startProviderSignIn(wanted, await headers());
  if (!start.ok) {
    const name = auth.providers.find((provider) => provider.id === id)?.name ?? "The provider";
    return { error: problemText(start.problem, name, auth.takesPasswords).text };
  }
  await setCookies(auth.cookiesOf(start.cookies));
  return { url: start.url };
}

/** Takes a provider away from the ways to sign in. */
export async function unlinkProvider(id: string): Promise<{ readonly error?: string }> {
  return await settle(async () => {
    await app().auth.unlinkProvider(await headers(), id, new Date());
    return {};
  });
}
