"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { newApiKeySchema } from "#lib/auth/api-keys/api-key-schemas.ts";
import { byField, fieldErrors } from "#lib/field-errors.ts";
import { settle } from "../_form/settle.ts";

/** The state of the form for a new key. */
export interface NewKeyState {
  /** The created key, which is shown only once. */
  readonly created?: CreatedKey;
  /** An error of the whole form: the problem, and the next step. */
  readonly error?: string;
  /** Errors by field name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The submitted values of a refused form, to be shown again. */
  readonly typed?: TypedKey;
}

export interface CreatedKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

export interface TypedKey {
  readonly name: string;
  readonly days: string;
  readonly scopes: readonly string[];
}

/** Creates an API key with the name, the scopes and the days of a form. */
export async function createKey(_previous: NewKeyState, form: FormData): Promise<NewKeyState> {
  const typed: TypedKey = {
    name: String(form.get("name") ?? ""),
    days: String(form.get("days") ?? ""),
    scopes: form.getAll("scopes").map(String),
  };
  const key = newApiKeySchema.safeParse({ ...typed, days: Number(typed.days) });
  if (!key.success) return { fields: byField(fieldErrors(key.error)), typed };
  const outcome = await settle(async () => {
    const { id, key: value } = await app().auth.createApiKey(await headers(), key.data, new Date());
    return { created: { id, name: key.data.name, value } };
  });
  return "created" in outcome ? outcome : { error: outcome.error, typed };
}

/** The result of revoking a key. */
export interface RevokeState {
  readonly error?: string;
}

/** Revokes one of the caller's API keys. */
export async function revokeKey(id: string): Promise<RevokeState> {
  return await settle(async () => {
    await app().auth.revokeApiKey(await headers(), z.uuid().parse(id));
    return {};
  });
}
