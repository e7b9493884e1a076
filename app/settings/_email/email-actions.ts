"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { givenPassword } from "#lib/auth/account/password-schemas.ts";
import { emailInput } from "#lib/auth/credentials-schemas.ts";
import { byField, fieldErrors } from "#lib/field-errors.ts";
import type { FormOutcome } from "../_form/form-outcome.ts";
import { settleForm } from "../_form/settle.ts";

/** The state of a form about the address. */
export interface EmailState extends FormOutcome {
  /** The submitted address of a refused form, to be shown again. */
  readonly typed?: string;
}

const changeSchema = z.object({ newEmail: emailInput, password: givenPassword.optional() });

/** Begins to change the address of the account. */
export async function changeEmail(_previous: EmailState, form: FormData): Promise<EmailState> {
  const change = changeSchema.safeParse(Object.fromEntries(form));
  const typed = String(form.get("newEmail") ?? "");
  if (!change.success) return { fields: byField(fieldErrors(change.error)), typed };
  const outcome = await settleForm(async () => {
    const { mailedTo } = await app().auth.requestEmailChange(await headers(), change.data, new Date());
    return `We mailed a link to ${mailedTo}. Open it in this browser to go on.`;
  });
  return outcome.done === undefined ? { ...outcome, typed } : outcome;
}

/** Mails a link that proves the address. */
export async function verifyEmail(_previous: EmailState, _form: FormData): Promise<EmailState> {
  return await settleForm(async () => {
    await app().auth.requestVerification(await headers(), new Date());
    return "We mailed you a link. Open it in this browser.";
  });
}
