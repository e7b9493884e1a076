"use server";

import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import { passwordChangeSchema } from "#lib/auth/account/password-schemas.ts";
import { byField, fieldErrors } from "#lib/field-errors.ts";
import type { FormOutcome } from "../_form/form-outcome.ts";
import { settleForm } from "../_form/settle.ts";

/** Changes the password, which signs out every other browser. */
export async function changePassword(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const change = passwordChangeSchema.safeParse(Object.fromEntries(form));
  if (!change.success) return { fields: byField(fieldErrors(change.error)) };
  return await settleForm(async () => {
    await app().auth.changePassword(await headers(), change.data, new Date());
    return "Your password is changed, and your other browsers are signed out.";
  });
}
