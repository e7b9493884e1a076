"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { setCookies } from "../set-cookies.ts";

/** The error of a link that signs nobody in. */
export interface LinkState {
  readonly error?: string;
}

/** Signs in by a form's token, then shows the settings: there a way to sign in can be linked. */
export async function signInByLink(_previous: LinkState, form: FormData): Promise<LinkState> {
  const { auth } = app();
  const answer = await auth.signInByLink(String(form.get("token") ?? ""), await headers());
  if (answer.status === 429) return { error: "Too many attempts. Wait a minute and try again." };
  if (!answer.ok) {
    return { error: "This link doesn’t work any more, or the account is disabled. Ask for another one." };
  }
  await setCookies(auth.cookiesOf(answer.headers.getSetCookie()));
  return redirect("/settings");
}
