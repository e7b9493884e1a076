"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { roles } from "#lib/auth/roles/role.ts";
import type { UserChange } from "#lib/auth/users/user-changes.ts";
import { DomainError } from "#lib/errors.ts";
import { requireAdmin } from "../require-admin.ts";

/** The outcome of an action: a text of what is done, or the error. */
export interface UserActionState {
  readonly done?: string;
  readonly error?: string;
}

const idSchema = z.uuid();

/** Gives the account the role that the form chooses. */
export async function changeRole(id: string, _previous: UserActionState, form: FormData): Promise<UserActionState> {
  const role = z.enum(roles).parse(form.get("role"));
  return await change(id, async (userId, by) => {
    const user = await app().auth.setRole(userId, role, by);
    return user.role === role
      ? "The role is changed. It counts at once."
      : "ADMIN_EMAILS names this address, so the account stays an admin until it is removed there.";
  });
}

/** Signs the account out of every browser. */
export async function endSessions(id: string): Promise<UserActionState> {
  return await change(id, async (userId, by) => {
    const { endedCount } = await app().auth.endSessionsOf(userId, by);
    return `Signed out of ${endedCount === 1 ? "one browser" : `${endedCount} browsers`}.`;
  });
}

/** Keeps everybody out of the account. */
export async function disable(id: string): Promise<UserActionState> {
  return await change(id, async (userId, by) => {
    await app().auth.disableUser(userId, by);
    return "The account is disabled. Nobody gets in, and nothing is deleted.";
  });
}

/** Lets the owner in again. */
export async function enable(id: string): Promise<UserActionState> {
  return await change(id, async (userId, by) => {
    await app().auth.enableUser(userId, by);
    return "The account is enabled. Its owner can sign in.";
  });
}

async function change(id: string, act: (userId: string, by: UserChange) => Promise<string>): Promise<UserActionState> {
  try {
    const by = await requireAdmin();
    return { done: await act(idSchema.parse(id), by) };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  } finally {
    revalidatePath("/accounts", "layout");
  }
}
