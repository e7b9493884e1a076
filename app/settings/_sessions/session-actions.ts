"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { settle } from "../_form/settle.ts";

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
