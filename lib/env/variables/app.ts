import { z } from "zod";
import { days, emails, flag, hasNoPath, networks, secret, url } from "../values.ts";

/** Variables of the installation itself: database, secret, address, proxies. */
export const appVariables = {
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgresql://user:password@localhost:5432/tidy").meta({
    description: "PostgreSQL 15 or newer, as a URL.",
    unset: "`npm run dev` and `npm start` bring their own server under `.data/`",
  }),
  AUTH_SECRET: secret("signing sessions").meta({
    description: "At least 32 random characters that sign sessions and links. From: `openssl rand -hex 32`",
    unset: "`npm run dev` and `npm start` on their own server make one",
  }),
  APP_URL: url(["http:", "https:"], "https://tidy.example.com")
    .refine(
      hasNoPath,
      "give Tidy a host or a port of its own: scripts, cookies and the service worker know no sub-path",
    )
    .transform((value) => new URL(value).origin)
    .meta({
      description: "The address that browsers open, e.g. `https://tidy.example.com`. A host without a path.",
      unset: "`npm run dev` and `npm start` on their own server use `http://localhost` and their port",
    }),
  TRUSTED_PROXIES: networks.meta({
    description:
      "Addresses and networks of the proxies in front of Tidy, separated by commas, e.g. `127.0.0.1,10.0.0.0/8`. Only their part of `X-Forwarded-For` is believed, so limits count real clients.",
  }),
  DEMO_MODE: flag.meta({
    description:
      "`1` shows the demo account on the sign-in page. `npm run dev` sets it on its own database. Otherwise nobody gets in to that account. Never set it where anything matters: the password is public.",
  }),
};

/** Variables for accounts and sessions. */
export const accountVariables = {
  SIGN_UP: z.enum(["open", "invite", "closed"], 'use "open", "invite" or "closed"').default("open").meta({
    description: "Who may create an account: everybody, whom an admin invites (`npm run user -- invite`), or nobody.",
  }),
  ADMIN_EMAILS: emails.meta({
    description:
      "Addresses of accounts that are admins, separated by commas, once the address is proven. `npm run user -- make-admin <email>` needs no entry here.",
  }),
  SESSION_IDLE_DAYS: days(30, 1).meta({
    description: "A browser is signed out after so long without use.",
    unit: "days",
  }),
  SESSION_MAX_DAYS: days(90, 1).meta({
    description: "A browser is signed out after so long in any case.",
    unit: "days",
  }),
};
