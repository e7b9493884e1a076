"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { passwordChangeSchema } from "#lib/auth/account/password.ts";
import { type ProfileChange, profileChangeSchema } from "#lib/auth/account/profile.ts";
import { DomainError } from "#lib/errors.ts";
import type { FormOutcome } from "./_form/form-outcome.ts";
import { settle } from "./_form/settle.ts";

/** Changes the name to the one in a form. */
export async function saveName(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const typed = text(form, "name");
  const change = profileChangeSchema.safeParse({ name: typed });
  if (!change.success) return { fields: fieldsOf(change.error), typed };
  return await saveProfile(change.data, "Your name is saved.");
}

/** Changes the time zone to the one chosen in a form. An empty choice follows the browser. */
export async function saveTimeZone(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const chosen = text(form, "timeZone");
  const change = profileChangeSchema.safeParse({ timeZone: chosen === "" ? null : chosen });
  if (!change.success) return { fields: fieldsOf(change.error) };
  return await saveProfile(change.data, "Your time zone is saved.");
}

async function saveProfile(change: ProfileChange, done: string): Promise<FormOutcome> {
  return await settled(async () => {
    const user = await app().auth.findUserBySession(await headers(), { extend: true });
    if (user === null) throw new DomainError("unauthenticated", "You are signed out. Reload the page to sign in.");
    await app().auth.changeProfile(user.id, change, new Date());
    return done;
  });
}

/** Changes the password, which signs out every other browser. */
export async function changePassword(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const change = passwordChangeSchema.safeParse(Object.fromEntries(form));
  if (!change.success) return { fields: fieldsOf(change.error) };
  return await settled(async () => {
    await app().auth.changePassword(await headers(), change.data, new Date());
    return "Your password is changed, and your other browsers are signed out.";
  });
}

/** The result of ending sessions. */
export interface EndedSessions {
  readonly endedCount?: number;
  readonly error?: string;
}

/** Signs out one of the caller's other browsers. */
export async function endSession(id: string): Promise<EndedSessions> {
  return await settle(async () => {
    await app().auth.endSession(await headers(), z.uuid().parse(id));
    return { endedCount: 1 };
  });
}

/** Signs out all of the caller's browsers but this one. */
export async function endOtherSessions(): Promise<EndedSessions> {
  return await settle(async () => await app().auth.endOtherSessions(await headers()));
}

async function settled(change: () => Promise<string>): Promise<FormOutcome> {
  const outcome = await settle(async () => ({ done: await change() }));
  if ("done" in outcome) return { ...outcome, fields: {} };
  const fields = Object.fromEntries(outcome.fields.map(({ field, message }) => [field, message]));
  return outcome.fields.length > 0 ? { fields } : { error: outcome.error, fields };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function fieldsOf(error: z.ZodError): FormOutcome["fields"] {
  return Object.fromEntries(error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
}
