"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { app } from "#lib/app.ts";
import { commonPasswordMessage } from "#lib/auth/account/password-schemas.ts";
import type { CredentialsAnswer, CredentialsRequest } from "#lib/auth/credentials.ts";
import { signInSchema, signUpSchema } from "#lib/auth/credentials-schemas.ts";
import { DomainError } from "#lib/errors.ts";
import type { FormState } from "./form-state.ts";
import { safeNextPath, setupTokenOf } from "./next-path.ts";
import { setCookies } from "./sign-in/set-cookies.ts";

/** Signs in with a form's email and password, then redirects to its `next`. */
export async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const input = signInSchema.safeParse(Object.fromEntries(form));
  if (!input.success) return refuse(form, { errors: fieldErrors(input.error) });
  return await submit({ kind: "sign-in", body: input.data }, form);
}

/** Creates an account from a form and signs in to it, then redirects to the form's `next`. */
export async function signUp(_previous: FormState, form: FormData): Promise<FormState> {
  const input = signUpSchema.safeParse(Object.fromEntries(form));
  if (!input.success) return refuse(form, { errors: fieldErrors(input.error) });
  const setupToken = setupTokenOf(safeNextPath(form.get("next")));
  // A link that is used up opens nothing, and stands in the way of nothing either.
  const isForSetup = setupToken !== null && (await app().auth.isSetupOpen(setupToken, new Date()));
  if (!isForSetup) return await submit({ kind: "sign-up", body: input.data }, form);
  return await signUpForSetup(setupToken, input.data, form);
}

/** By the setup link, which opens the form where it is closed to others. */
async function signUpForSetup(
  token: string,
  account: z.output<typeof signUpSchema>,
  form: FormData,
): Promise<FormState> {
  try {
    await app().auth.joinForSetup(token, account, await headers(), new Date());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
    return refuse(form, { errors, ...(error.fields.length === 0 && { message: error.message }) });
  }
  return await submit({ kind: "sign-in", body: account }, form);
}

async function submit(request: CredentialsRequest, form: FormData): Promise<FormState> {
  const answer = await app().auth.submitCredentials(request, await headers());
  if (!answer.ok) return refuse(form, explain(answer));
  await setCookies(answer.cookies);
  return redirect(safeNextPath(form.get("next")));
}

function explain(answer: Extract<CredentialsAnswer, { ok: false }>): Pick<FormState, "message" | "errors"> {
  switch (answer.problem) {
    case "wrong-credentials":
      return {
        message: "Wrong email or password. Check both and try again, or create an account.",
        errors: {},
      };
    case "email-taken":
      return { errors: { email: "An account with this email already exists. Sign in instead." } };
    case "common-password":
      return { errors: { password: commonPasswordMessage } };
    case "too-many-attempts":
      return {
        message: `Too many attempts. Wait ${inWords(answer.retryAfterSeconds)} and try again.`,
        errors: {},
      };
    case "not-open":
      return {
        message: "New accounts are not open to everybody here. Reload the page to see how to get one.",
        errors: {},
      };
    case "disabled":
      return { message: "This account is disabled. Ask the person who runs this installation.", errors: {} };
    case "passwords-off":
      return { message: "There are no passwords here any more. Reload the page to see how to sign in.", errors: {} };
    case "unavailable":
      return { message: "Something went wrong on the server. Try again in a moment.", errors: {} };
  }
}

function refuse(form: FormData, state: Pick<FormState, "message" | "errors">): FormState {
  const typed = (name: string) => String(form.get(name) ?? "");
  return { ...state, values: { name: typed("name"), email: typed("email") } };
}

function fieldErrors(error: z.ZodError): FormState["errors"] {
  return Object.fromEntries(error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
}

function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
