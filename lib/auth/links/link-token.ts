import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The token of a one-time link. Computed from its id and AUTH_SECRET, so the database holds nothing that opens an
 * account.
 */
export function linkToken(id: string, secret: string): string {
  return `${id.replaceAll("-", "")}${sign(id, secret)}`;
}

/** The id of the link that a token belongs to, or null where it is made up. Says nothing of whether the link exists. */
export function linkIdOf(token: string, secret: string): string | null {
  const groups = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([0-9a-f]{64})$/.exec(token);
  if (groups === null) return null;
  const id = groups.slice(1, 6).join("-");
  const isGenuine = timingSafeEqual(Buffer.from(token.slice(32), "hex"), Buffer.from(sign(id, secret), "hex"));
  return isGenuine ? id : null;
}

function sign(id: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["account-link", id]))
    .digest("hex");
}
