"use server";

import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import { emailInput } from "#lib/auth/credentials-schemas.ts";
import { DomainError } from "#lib/errors.ts";
import { requireAdmin } from "../require-admin.ts";

/** The state of the form: the link, which is shown only once, or an error. */
export interface ResetLinkState {
  readonly made?: { readonly email: string; readonly url: string };
  readonly error?: string;
  /** The submitted address of a refused form, to be shown again. */
  readonly typed?: string;
}

/** Makes a link with which the owner of an account chooses a new password. */
export async function makeResetLink(_previous: ResetLinkState, form: FormData): Promise<ResetLinkState> {
  const typed = String(form.get("email") ?? "");
  const email = emailInput.safeParse(typed);
  if (!email.success) return { error: email.error.issues[0]?.message ?? "Check the address.", typed };
  try {
    const change = await requireAdmin();
    const url = await app().auth.createResetLink(email.data, { ...change, headers: await headers() });
    return { made: { email: email.data, url } };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message, typed };
    throw error;
  }
}
