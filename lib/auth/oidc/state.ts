import { getOAuthState } from "better-auth/api";
import { z } from "zod";

/** The encrypted state that travels to the provider and back. */
const stateSchema = z.object({
  callbackURL: z.string(),
  /** The token of an invite, by which somebody may join. */
  invite: z.string().optional(),
  /** The token of a setup link, which opens a new installation. */
  setup: z.string().optional(),
  /** Whether they have to prove anew who they are. */
  fresh: z.boolean().optional(),
});

export interface SignInState {
  /** The path that the sign-in leads to. */
  readonly next: string;
  readonly invite: string | null;
  readonly setup: string | null;
  readonly isFresh: boolean;
}

/** The state with which the present callback's sign-in began; null in any other request. */
export async function presentState(): Promise<SignInState | null> {
  const state = stateSchema.safeParse(await getOAuthState()).data;
  if (state === undefined) return null;
  const { callbackURL: next, invite = null, setup = null, fresh: isFresh = false } = state;
  return { next, invite, setup, isFresh };
}
