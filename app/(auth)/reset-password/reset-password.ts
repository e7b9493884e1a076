"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { newPassword } from "#lib/auth/account/password-schemas.ts";
import { DomainError } from "#lib/errors.ts";

/** The errors of a refused new password. */
export interface ResetState {
  /** An error of the whole form: the problem, and the next step. */
  readonly error?: string;
  /** The error of the password itself. */
  readonly password?: string;
}

/** Sets a new password by a form's token, then leads to the sign-in page. */
export async function resetPassword(_previous: ResetState, form: FormData): Promise<ResetState> {
  const password = newPassword.safeParse(form.get("newPassword"));
  if (!password.success) return { password: password.error.issues[0]?.message ?? "Choose another password." };
  const reset = { token: String(form.get("token") ?? ""), newPassword: password.data };
  try {
    await app().auth.resetPassword(reset, await headers(), new Date());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.fields.length > 0 ? { password: error.message } : { error: error.message };
  }
  return redirect("/sign-in?reset=done");
}
