import type { RequestClaims } from "../request-claims.ts";
import type { ClockGuard } from "./clock-guard.ts";

/** Claims that are refused while this process's clock is wrong: it would take runs from requests that execute them. */
export function guardClaims({
  claims,
  clockGuard,
}: {
  readonly claims: RequestClaims;
  readonly clockGuard: ClockGuard;
}): RequestClaims {
  return {
    ...claims,
    async claimNext(tasks, options, now) {
      await clockGuard.verify();
      return claims.claimNext(tasks, options, now);
    },
  };
}
