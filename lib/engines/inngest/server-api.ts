import { createHash } from "node:crypto";
import { type Env, isInngestDev } from "#lib/env.ts";

/** The variables that name the Inngest server and the key to its API. */
export type InngestServerEnv = Pick<
  Env,
  "INNGEST_DEV" | "INNGEST_SIGNING_KEY" | "INNGEST_SIGNING_KEY_FALLBACK" | "INNGEST_BASE_URL"
>;

/** The time that a call of the API may take. */
const TIMEOUT_MS = 2_000;

/** The address of the Inngest server's API, without a slash at its end. */
export function inngestServerUrl(env: InngestServerEnv): string {
  const dev = isInngestDev(env);
  const named = env.INNGEST_BASE_URL ?? (dev && URL.canParse(env.INNGEST_DEV ?? "") ? env.INNGEST_DEV : undefined);
  const fallback = dev ? "http://localhost:8288" : "https://api.inngest.com";
  return (named ?? fallback).replace(/\/$/, "");
}

/** The header that the API of the Inngest server asks for; none in dev mode without a key. */
export function inngestAuthorization({ INNGEST_SIGNING_KEY }: InngestServerEnv): Record<string, string> {
  return authorizationBy(INNGEST_SIGNING_KEY);
}

function authorizationBy(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${hashSigningKey(key)}` };
}

/**
 * Cancels a function run, as the button in Inngest's dashboard does. Does nothing where Inngest knows no such run.
 * @throws {Error} when Inngest is out of reach, refuses the key, or does not answer within two seconds
 */
export async function cancelFunctionRun(env: InngestServerEnv, engineRunId: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const url = `${inngestServerUrl(env)}/v1/runs/${encodeURIComponent(engineRunId)}`;
  const callBy = async (key: string | undefined) => {
    // An answer must not decide who else is called.
    const response = await fetch(url, { method: "DELETE", headers: authorizationBy(key), signal, redirect: "error" });
    await response.body?.cancel();
    return response;
  };
  const { INNGEST_SIGNING_KEY: key, INNGEST_SIGNING_KEY_FALLBACK: otherKey } = env;
  const first = await callBy(key);
  // While the key is being replaced, the server may know the other one only.
  const response = first.status === 401 && otherKey !== undefined ? await callBy(otherKey) : first;
  if (!response.ok && response.status !== 404) throw new Error(`Inngest answers ${response.status}.`);
}

/** The signing key as it is sent to a server: hashed, so that logs cannot leak it. */
export function hashSigningKey(signingKey: string): string {
  const secret = withoutPrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - secret.length);
  return `${prefix}${createHash("sha256").update(secret, "hex").digest("hex")}`;
}

/** The part of a signing key that signs. */
export function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
