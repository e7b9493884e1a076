import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The time for which a device stays known after its last sign-in, in seconds. */
export const knownDeviceSeconds = 365 * 24 * 60 * 60;

/**
 * The value of a cookie that makes a device known to one account. It opens nothing: it only gives the device a limit of
 * its own for tries of the password.
 */
export function makeDevice(email: string, secret: string): string {
  const id = randomBytes(16).toString("hex");
  return `${id}.${sign(id, email, secret)}`;
}

/** The id of a known device, or null where the cookie is missing, made up or another account's. */
export function knownDevice(cookie: string | null | undefined, email: string, secret: string): string | null {
  const [, id, signature] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(cookie ?? "") ?? [];
  if (id === undefined || signature === undefined) return null;
  const isGenuine = timingSafeEqual(Buffer.from(signature, "hex"), Buffer.from(sign(id, email, secret), "hex"));
  return isGenuine ? id : null;
}

function sign(id: string, email: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["device", id, email.trim().toLowerCase()]))
    .digest("hex");
}
