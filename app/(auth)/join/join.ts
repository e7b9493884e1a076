"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { signUpSchema } from "#lib/auth/credentials-schemas.ts";
import { DomainError } from "#lib/errors.ts";
import type { FormState } from "../form-state.ts";
import { setCookies } from "../sign-in/set-cookies.ts";

/** Creates an account by a form's token, and signs in to it. */
export async function join(_previous: FormState, form: FormData): Promise<FormState> {
  const typed = (name: string) => String(form.get(name) ?? "");
  const values = { name: typed("name"), email: typed("email") };
  const input = signUpSchema.safeParse(Object.fromEntries(form));
  if (!input.success) {
    const problems = input.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]);
    return { values, errors: Object.fromEntries(problems) };
  }
  try {
    await app().auth.join(typed("token"), input.data, await headers(), new Date());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
    return { values, errors, ...(error.fields.length === 0 && { message: error.message }) };
  }
  const { email, password } = input.data;
  const answer = await app().auth.submitCredentials({ kind: "sign-in", body: { email, password } }, await headers());
  if (!answer.ok) return redirect("/sign-in");
  await setCookies(answer.cookies);
  return redirect("/");
}
