import { AsyncLocalStorage } from "node:async_hooks";
import type { ProviderIdentity } from "./claims.ts";

/** The state of a provider's callback: the identity found so far, and whether an account was made. */
export interface ProviderSignIn {
  identity: ProviderIdentity | null;
  /** Whether it has made an account. */
  isNewcomer: boolean;
}

const current = new AsyncLocalStorage<ProviderSignIn>();

/** Answers the callback of a provider, so that all hooks that it causes know of it. */
export function duringProviderSignIn<Result>(answer: (signIn: ProviderSignIn) => Promise<Result>): Promise<Result> {
  const signIn: ProviderSignIn = { identity: null, isNewcomer: false };
  return current.run(signIn, () => answer(signIn));
}

/** The callback that is being answered; null in any other request. */
export function presentSignIn(): ProviderSignIn | null {
  return current.getStore() ?? null;
}
