"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { newApiKeySchema } from "#lib/auth/api-keys/api-key-schemas.ts";
import { settle } from "../_form/settle.ts";

/** The state of the form for a new key: the created key, which is shown only once, or an error. */
export interface NewKeyState {
  readonly created?: { readonly name: string; readonly value: string };
  readonly error?: string;
}

/** Creates an API key with the name, the scopes and the days of a form. */
export async function createKey(_previous: NewKeyState, form: FormData): Promise<NewKeyState> {
  const key = newApiKeySchema.safeParse({
    name: form.get("name") ?? "",
    scopes: form.getAll("scopes"),
    days: Number(form.get("days")),
  });
  if (!key.success) return { error: key.error.issues[0]?.message ?? "Choose another name." };
  return await settle(async () => {
    const { key: value } = await app().auth.createApiKey(await headers(), key.data, new Date());
    return { created: { name: key.data.name, value } };
  });
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
