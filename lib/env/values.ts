import { Cron } from "croner";
import { z } from "zod";
import { maxDays } from "#lib/days.ts";
import { isNetwork } from "#lib/network.ts";

/** On or off; off when unset. */
export const flag = z
  .enum(["1", "true", "0", "false"], 'use "1" or "0"')
  .default("0")
  .transform((value) => value === "1" || value === "true");

/** A number of days that leads to a valid date. */
export const days = (fallback: number, min: number) =>
  z.coerce
    .number("use a number of days")
    .int("use a whole number of days")
    .min(min, `use at least ${min}`)
    .max(maxDays, `use at most ${maxDays}`)
    .default(fallback);

/** Five cron fields. Null (from "off") means none. */
export const schedule = z
  .string()
  .trim()
  .refine((value) => value === "off" || isFiveFieldCron(value), {
    message: 'use five cron fields such as "0 3 * * *", or "off"',
    abort: true,
  })
  .refine((value) => value === "off" || everFires(value), 'use days that exist: this never fires; "off" turns it off')
  .transform((value) => (value === "off" ? null : value));

/** An IANA time zone; UTC when unset. */
export const timeZone = z
  .string()
  .default("UTC")
  .refine(isTimeZone, 'use an IANA time zone such as "UTC" or "Europe/Berlin"');

/** A URL with one of the protocols, e.g. `https:`. The error shows `example`. */
export const url = (protocols: readonly string[], example: string) =>
  z.string().refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && protocols.includes(parsed.protocol);
  }, `use a URL such as ${example}`);

/** Whether a URL names a host alone. True of text that is no URL. */
export function hasNoPath(value: string): boolean {
  const { pathname = "/", search = "", hash = "" } = URL.parse(value) ?? {};
  return pathname === "/" && search === "" && hash === "";
}

/** A URL without user and password, which `fetch` refuses. */
export const plainUrl = url(["http:", "https:"], "https://hooks.example.com/tidy").refine((value) => {
  const parsed = URL.parse(value);
  return parsed === null || (parsed.username === "" && parsed.password === "");
}, "leave user and password out of it: the signature tells the receiver who sends");

/** The bytes of a secret in the form of Standard Webhooks: 24 to 64 of them, in base64 behind a prefix. */
export const webhookSecret = z.string().transform((value, { addIssue }) => {
  const [, text = ""] = /^whsec_([A-Za-z0-9+/]+)=*$/.exec(value) ?? [];
  const bytes = Buffer.from(text, "base64");
  if (bytes.length >= 24 && bytes.length <= 64) return bytes;
  addIssue('use "whsec_" and 24 to 64 bytes in base64, from: echo "whsec_$(openssl rand -base64 32)"');
  return z.NEVER;
});

/** A secret of at least 32 characters. The error for a shorter one names its `purpose`. */
export const secret = (purpose: string) =>
  z.string().min(32, `use at least 32 random characters for ${purpose}, e.g. from: openssl rand -hex 32`);

/** Email addresses separated by commas, in lower case. */
export const emails = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((email) => email.trim().toLowerCase())
      .filter((email) => email !== ""),
  )
  .pipe(z.array(z.email('use email addresses separated by commas, e.g. "ann@example.com,bob@example.com"')));

/** A sender: an address, or a name with an address in angle brackets. Mail takes `:` outside of quotes for a group. */
export const sender = z
  .string()
  .trim()
  .refine((value) => z.email().safeParse(/^(?:[^<>,:;"]*|"[^<>"]*")\s*<([^<>]+)>$/.exec(value)?.[1] ?? value).success, {
    message: 'use an address such as "Tidy <tidy@example.com>", with quotes around a name that has , : or ; in it',
  });

/** Addresses and networks separated by commas; this machine when unset. */
export const networks = z
  .string()
  .default("127.0.0.0/8,::1")
  .transform((value) =>
    value
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  )
  .pipe(z.array(z.string().refine(isNetwork, 'use addresses and networks separated by commas, e.g. "10.0.0.0/8"')));

function isFiveFieldCron(value: string): boolean {
  try {
    new Cron(value, { mode: "5-part", paused: true }).stop();
    return true;
  } catch {
    return false;
  }
}

/** No day is the 30th of February. */
function everFires(cron: string): boolean {
  return new Cron(cron, { mode: "5-part", paused: true }).nextRun(new Date(0)) !== null;
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
