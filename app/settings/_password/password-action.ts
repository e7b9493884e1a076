"use server";

import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import { passwordChangeSchema } from "#lib/auth/account/password-schemas.ts";
import { byField, fieldErrors } from "#lib/field-errors.ts";
import { settle } from "../_form/settle.ts";
import type { FormOutcome } from "./form-outcome.ts";

/** Changes the password, which signs out every other browser. */
export async function changePassword(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const change = passwordChangeSchema.safeParse(Object.fromEntries(form));
  if (!change.success) return { fields: byField(fieldErrors(change.error)) };
  const outcome = await settle(async () => {
    await app().auth.changePassword(await headers(), change.data, new Date());
    return { done: "Your password is changed, and your other browsers are signed out." };
  });
  if ("done" in outcome) return { ...outcome, fields: {} };
  const fields = byField(outcome.fields);
  return outcome.fields.length > 0 ? { fields } : { error: outcome.error, fields };
}
