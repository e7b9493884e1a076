import { z } from "zod";
import { url } from "../values.ts";

const names = (fallback = "") =>
  z
    .string()
    .default(fallback)
    .transform((value) =>
      value
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    );

/** The name of a provider in the environment and in addresses. */
const providerId = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,30}$/, 'use small letters and digits, separated by commas, e.g. "company,google"');

/** Signing in at a provider, and whether passwords are another way. */
export const signInVariables = {
  OIDC_PROVIDERS: names().pipe(z.array(providerId)).meta({
    description:
      "The OpenID Connect providers at which people may sign in, separated by commas, in the order of their buttons, e.g. `company,google`. Each has variables of its own, shown here for `company`. See [accounts](accounts.md#sign-in-at-a-provider).",
    unset: "passwords alone",
  }),
  PASSWORD_SIGN_IN: z
    .enum(["on", "off"], 'use "on" or "off"')
    .default("on")
    .transform((value) => value === "on")
    .meta({
      description:
        "`off` turns off every use of a password, so that people sign in at a provider only. `npm run user -- sign-in-link <email>` lets somebody in while the provider is down.",
    }),
};

/** Variables of each provider; the names continue `OIDC_COMPANY_`. */
export const providerVariables = {
  NAME: z.string().trim().max(40, "use at most 40 characters").optional().meta({
    description: "The provider's name on the button “Continue with …”.",
    unset: "the provider's name in `OIDC_PROVIDERS`, with a capital letter",
  }),
  ISSUER: url(["https:", "http:"], "https://id.example.com/realms/company").meta({
    description:
      "The issuer, exactly as the provider's discovery document names it. Needed. The document is read from `/.well-known/openid-configuration` below it.",
  }),
  CLIENT_ID: z.string("use the client's id from the provider").meta({
    description: "The client's id, from the provider. Needed.",
  }),
  CLIENT_SECRET: z.string().optional().meta({
    description: "The client's secret, from the provider.",
    unset: "a public client, with PKCE alone",
  }),
  SCOPES: z
    .string()
    .default("openid email profile")
    .refine((value) => value.split(/\s+/).includes("openid"), 'use scopes with "openid", e.g. "openid email profile"')
    .transform((value) => value.split(/\s+/).filter((scope) => scope !== ""))
    .meta({
      description: "The scopes to ask for, separated by blanks. Some providers put groups behind a scope of theirs.",
    }),
  EMAIL_VERIFIED_CLAIM: z.string().default("email_verified").meta({
    description:
      "The claim that says whether the provider has proven the address. Accounts are linked by such addresses only.",
  }),
  GROUPS_CLAIM: z.string().default("groups").meta({
    description: "The claim that lists groups. Dots lead into objects, e.g. `realm_access.roles`.",
  }),
  ADMIN_GROUPS: names().meta({
    description:
      "Groups whose members are admins, separated by commas. With this or the next one set, each sign-in at the provider decides on the role.",
  }),
  VIEWER_GROUPS: names().meta({ description: "Groups whose members are viewers, separated by commas." }),
};
