"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { newInviteSchema } from "#lib/auth/links/invites.ts";
import { DomainError } from "#lib/errors.ts";
import { requireAdmin } from "../require-admin.ts";

/** The state of the form for a new invite. */
export interface InviteState {
  readonly made?: MadeInvite;
  /** An error of the whole form: the problem, and the next step. */
  readonly error?: string;
  /** The error of the address. */
  readonly email?: string;
  /** The submitted values of a refused form, to be shown again. */
  readonly typed?: TypedInvite;
}

export interface MadeInvite {
  readonly id: string;
  /** The link, which is shown only once; null where it was mailed. */
  readonly url: string | null;
  readonly email: string;
}

export interface TypedInvite {
  readonly email: string;
  readonly role: string;
  readonly days: string;
}

/** Invites somebody: by mail where an address is given and mail is configured, else by a link to pass on. */
export async function invite(_previous: InviteState, form: FormData): Promise<InviteState> {
  const value = (name: string) => String(form.get(name) ?? "");
  const typed: TypedInvite = { email: value("email"), role: value("role"), days: value("days") };
  const email = typed.email.trim();
  const given = { email: email === "" ? null : email, role: typed.role, days: Number(typed.days) };
  const input = newInviteSchema.safeParse(given);
  if (!input.success) return { email: input.error.issues[0]?.message ?? "Check the address.", typed };
  try {
    const change = await requireAdmin();
    const made = await app().auth.createInvite(input.data, { mailed: true, ...change });
    revalidatePath("/accounts");
    return { made: { ...made, email } };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.fields.length > 0 ? { email: error.message, typed } : { error: error.message, typed };
  }
}

/** Ends an invite. */
export async function revokeInvite(id: string): Promise<{ readonly error?: string }> {
  try {
    const change = await requireAdmin();
    await app().auth.revokeInvite(z.uuid().parse(id), change);
    return {};
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  } finally {
    revalidatePath("/accounts");
  }
}
