import type { Logger } from "#lib/logger.ts";

/**
 * Warns of the first address that forwards requests and is no trusted proxy. Anybody can send a forwarded chain, so it
 * is a warning, and said once.
 */
export function warnOfForwarding(logger: Logger): (address: string) => void {
  let isSaid = false;
  return (address) => {
    if (isSaid) return;
    isSaid = true;
    const advice = "If it is your proxy, add it to TRUSTED_PROXIES: else all its visitors share one limit.";
    logger.warn(
      { part: "auth", address },
      `An address that TRUSTED_PROXIES does not name forwards requests. ${advice}`,
    );
  };
}
