"use server";

import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import type { Confirmation } from "#lib/auth/links/email-address.ts";
import { DomainError } from "#lib/errors.ts";

/** The outcome of a confirmation: the confirmed address, or an error. */
export interface ConfirmState {
  readonly done?: Pick<Confirmation, "kind" | "email">;
  readonly error?: string;
}

/** Uses a form's token, for the account that is signed in. */
export async function confirmEmail(_previous: ConfirmState, form: FormData): Promise<ConfirmState> {
  try {
    const { kind, email } = await app().auth.confirmEmail(await headers(), String(form.get("token") ?? ""), new Date());
    return { done: { kind, email } };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
