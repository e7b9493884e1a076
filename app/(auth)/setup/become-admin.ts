"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { DomainError } from "#lib/errors.ts";

/** The error of a refused setup link. */
export interface SetupState {
  readonly error?: string;
}

/** Makes the signed-in user an admin by a form's setup token, then shows the tasks. */
export async function becomeAdmin(_previous: SetupState, form: FormData): Promise<SetupState> {
  const token = form.get("token");
  try {
    await app().auth.becomeAdmin(await headers(), typeof token === "string" ? token : "", new Date());
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
  return redirect("/tasks");
}
