"use server";

import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import { emailInput } from "#lib/auth/credentials-schemas.ts";
import { DomainError } from "#lib/errors.ts";

/** The state of a form that asks for a mail. */
export interface MailRequestState {
  /** The address that the mail goes to; unset until the form was accepted. */
  readonly sentTo?: string;
  readonly error?: string;
  /** The error of the address. */
  readonly email?: string;
  /** The text as it was typed. */
  readonly typed: string;
}

/** Asks for a link to choose a new password. The answer is the same whether or not the address has an account. */
export async function requestReset(_previous: MailRequestState, form: FormData): Promise<MailRequestState> {
  return await requestMail(form, (request) => app().auth.requestPasswordReset(request, new Date()));
}

/** Asks for a link to create an account. The answer is the same whether or not the address has one. */
export async function requestSignUp(_previous: MailRequestState, form: FormData): Promise<MailRequestState> {
  return await requestMail(form, (request) => app().auth.requestSignUp(request, new Date()));
}

async function requestMail(
  form: FormData,
  request: (from: { email: string; from: string | null }) => Promise<void>,
): Promise<MailRequestState> {
  const typed = String(form.get("email") ?? "");
  const email = emailInput.safeParse(typed);
  if (!email.success) return { typed, email: email.error.issues[0]?.message ?? "Enter an email address." };
  try {
    await request({ email: email.data, from: app().auth.addressOf(await headers()) });
    return { typed, sentTo: email.data };
  } catch (error) {
    if (error instanceof DomainError) return { typed, error: error.message };
    throw error;
  }
}
