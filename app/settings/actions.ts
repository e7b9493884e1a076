"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { apiKeyName } from "#lib/auth/api-keys.ts";
import { settle } from "./_form/settle.ts";

/** What the form for a new key shows: the key itself, this once, or what to correct. */
export interface NewKeyState {
  readonly created?: { readonly name: string; readonly value: string };
  readonly error?: string;
}

/** Makes an API key with the name of a form. */
export async function createKey(_previous: NewKeyState, form: FormData): Promise<NewKeyState> {
  const name = apiKeyName.safeParse(form.get("name") ?? "");
  if (!name.success) return { error: name.error.issues[0]?.message ?? "Choose another name." };
  return await settle(async () => {
    const { key } = await app().auth.createApiKey(await headers(), name.data);
    return { created: { name: name.data, value: key } };
  });
}

/** What went wrong when revoking a key, if anything. */
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
