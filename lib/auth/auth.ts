import type { Database } from "#lib/db/client.ts";
import { throwingOutages } from "#lib/db/hidden-outage.ts";
import { type Logger, loggerFor } from "#lib/logger.ts";
import { type AccountService, createAccountService } from "./account/account.ts";
import { noticingPassword } from "./account/checked-hash.ts";
import { createPasswordService, type PasswordService } from "./account/password.ts";
import { type PasswordHashing, renewingHashes, scryptHashing } from "./account/password-hashing.ts";
import { createProfileService, type ProfileService } from "./account/profile.ts";
import { createProofService, type ProofService } from "./account/proof.ts";
import { createSessionService, type SessionService } from "./account/sessions.ts";
import { type ApiKeyService, createApiKeyService } from "./api-keys/api-keys.ts";
import { type AuditLog, createAuditLog } from "./audit/audit-log.ts";
import type { AuthEnv } from "./auth-env.ts";
import { type BetterAuth, createBetterAuth } from "./better-auth.ts";
import { createKnownCallers, type KnownCallers } from "./callers/known-callers.ts";
import { requestByBrowser } from "./callers/request-by-browser.ts";
import {
  type CredentialsAnswer,
  type CredentialsRequest,
  cookiesOf,
  type SessionCookie,
  submitCredentials,
} from "./credentials.ts";
import { createDemoService, type DemoService } from "./demo-account.ts";
import { callbackPath, refuseUnserved } from "./endpoints.ts";
import { createAccountLinks } from "./links/account-links.ts";
import { createEmailAddressService, type EmailAddressService } from "./links/email-address.ts";
import { createInviteService, type InviteService } from "./links/invites.ts";
import { createJoiningService, type JoiningService } from "./links/joining.ts";
import { createPasswordResetService, type PasswordResetService } from "./links/password-reset.ts";
import { createSignInLinks, type SignInLinks } from "./links/sign-in-link.ts";
import { createAccountMail, newDeviceNotice, type PostMail } from "./mail/account-mail.ts";
import { createLinkedProviders, type LinkedProviders } from "./oidc/linked-providers.ts";
import { createProviderHooks } from "./oidc/provider-hooks.ts";
import { answerCallback, createProviderSignIns, type ProviderSignIns } from "./oidc/provider-sign-ins.ts";
import { type AdminService, createAdminService } from "./roles/admins.ts";
import { judgeUser } from "./roles/judged-role.ts";
import { type ActivityService, createActivityService } from "./security-log/activity.ts";
import { createRoleChanges, type RoleChanges } from "./security-log/role-changes.ts";
import { createSecurityLog, type SecurityLog } from "./security-log/security-log.ts";
import { withinBodyLimit } from "./throttling/body-limit.ts";
import { createClientAddresses, type Forwarding, withClientAddress } from "./throttling/client-address.ts";
import { warnOfForwarding } from "./throttling/forwarding-warning.ts";
import { createPasswordAttempts } from "./throttling/password-attempts.ts";
import { productionLimits, type RateLimits, relaxedLimits } from "./throttling/rate-limits.ts";
import { createThrottle, type Throttle } from "./throttling/throttle.ts";
import type { User } from "./user.ts";
import { createUserChanges, type UserChanges } from "./users/user-changes.ts";
import { createUserList, type UserList } from "./users/user-list.ts";

/** Accounts, sessions and API keys. */
export interface Auth
  extends AccountService,
    PasswordService,
    ProfileService,
    SessionService,
    ApiKeyService,
    AdminService,
    ActivityService,
    RoleChanges,
    PasswordResetService,
    InviteService,
    JoiningService,
    EmailAddressService,
    DemoService,
    UserList,
    UserChanges,
    ProviderSignIns,
    LinkedProviders,
    SignInLinks,
    ProofService,
    Pick<KnownCallers, "recall"> {
  /** Whether mail is configured. */
  readonly sendsMail: boolean;
  readonly security: SecurityLog;
  readonly audit: AuditLog;
  readonly betterAuth: BetterAuth;
  /** The role that a stored account has now. */
  judge(row: unknown): User;
  /** Limits how often each caller may call the API. */
  readonly throttle: Throttle;
  /** The IP address that a request comes from, by TRUSTED_PROXIES; null where nothing tells. */
  addressOf(headers: Headers): string | null;
  /** Tells whether a request came by itself, or through proxies that TRUSTED_PROXIES names or does not name. */
  forwardingOf(headers: Headers): Forwarding;
  /** Signs in by the token of a link, see SignInLinks. The answer sets the session's cookies, or is a refusal. */
  signInByLink(token: string, headers: Headers): Promise<Response>;
  /** Signs in or up for a form, with the headers of its request. */
  submitCredentials(request: CredentialsRequest, headers: Headers): Promise<CredentialsAnswer>;
  /** The cookies of headers that set them. */
  cookiesOf(headers: readonly string[]): SessionCookie[];
  /** Answers everything under `/api/auth`, see endpoints.ts. Rejects with the error of an outage of the database. */
  handler(request: Request): Promise<Response>;
  /**
   * The user of a request's session cookie, or null. One statement: a session ends the moment it expires or is deleted.
   * With `extend`, a second statement renews the session about once a day. Only a route handler or server action may
   * ask for that: a page can't set the cookie that goes with it.
   */
  findUserBySession(headers: Headers, options?: { extend?: boolean }): Promise<User | null>;
}

export interface AuthOptions {
  readonly database: Database;
  readonly env: AuthEnv;
  /** Default: production's, or wide ones in a demo. */
  readonly limits?: RateLimits;
  readonly logger?: Logger;
  readonly clock?: () => Date;
  /** Sends mail in the background; left out where no mail is configured. */
  readonly postMail?: PostMail;
  /** Default: by scrypt. */
  readonly hashing?: PasswordHashing;
}

/** Builds authentication on a database. */
export function createAuth(parts: AuthOptions): Auth {
  const { database, env, postMail: post, logger = loggerFor(env), clock = () => new Date() } = parts;
  const limits = parts.limits ?? (env.DEMO_MODE ? relaxedLimits : productionLimits);
  const hashing = renewingHashes(parts.hashing ?? scryptHashing, database);
  const addresses = createClientAddresses(env.TRUSTED_PROXIES, warnOfForwarding(logger));
  const attempts = createPasswordAttempts(database, limits);
  const security = createSecurityLog({ database, logger, addresses, secret: env.AUTH_SECRET, clock });
  const onLost = (err: unknown) => logger.error({ part: "auth", err }, "A notice to an account is not sent");
  const mail = post ? createAccountMail({ database, limits, post, onLost }) : null;
  const onNewDevice = newDeviceNotice(mail);
  const links = createAccountLinks({ database, env });
  const audit = createAuditLog({ database, logger });
  const roleChanges = createRoleChanges({ database, security, adminEmails: env.ADMIN_EMAILS });
  const userChanges = createUserChanges({ database, security, roleChanges, env });
  const providerHooks = createProviderHooks({
    ...{ database, env, links, security, mail, logger, clock, ...roleChanges, setRole: userChanges.setRole },
    isSetupOpen: (token, now) => adminService.isSetupOpen(token, now),
  });
  const betterAuth = createBetterAuth({
    ...{ database, env, limits, attempts, security, logger, onNewDevice, hashing, providerHooks, links },
  });
  const judge = (row: unknown) => judgeUser(row, env.ADMIN_EMAILS);
  const known = createKnownCallers(env);
  const shared = {
    limits,
    addressOf: addresses.of,
    audit,
    database,
    betterAuth,
    attempts,
    security,
    env,
    mail,
    links,
    judge,
    known,
  };
  const adminService = createAdminService({ ...shared, roleChanges });
  const providerIds = env.oidcProviders.map(({ id }) => id);
  const handle = async (request: Request) => {
    const headers = withClientAddress(request, addresses);
    const answerLimited = (limited: Request) =>
      noticingPassword(() => throwingOutages(() => betterAuth.handler(limited)));
    const answer = await withinBodyLimit(request, headers, answerLimited);
    // The library's own limits count addresses: nobody's account is known yet.
    if (answer.headers.has("x-retry-after")) await security.record({ kind: "sign-in-delayed" }, null, headers);
    return answer;
  };
  const handler = async (request: Request) => {
    const refusal = refuseUnserved(request, providerIds);
    if (refusal !== null) return refusal;
    const { pathname } = new URL(request.url);
    const provider = env.oidcProviders.find(({ id }) => pathname.endsWith(callbackPath(id)));
    return provider ? await answerCallback(request, provider, { handle, security }) : await handle(request);
  };
  return {
    ...createAccountService(shared),
    ...createPasswordService(shared),
    ...createProfileService(database),
    ...createSessionService(shared),
    ...createApiKeyService(shared),
    ...adminService,
    ...createActivityService(shared),
    ...createPasswordResetService({ ...shared, ...roleChanges }),
    ...createInviteService(shared),
    ...createJoiningService({ ...shared, ...roleChanges, ...adminService }),
    ...createEmailAddressService({ ...shared, ...roleChanges }),
    ...createDemoService(shared),
    ...createUserList(shared),
    ...userChanges,
    ...createLinkedProviders(shared),
    ...createSignInLinks(shared),
    ...createProofService(shared),
    ...createProviderSignIns({ ...shared, logger, handle }),
    ...roleChanges,
    recall: known.recall,
    sendsMail: mail !== null,
    security,
    audit,
    betterAuth,
    judge,
    throttle: createThrottle(limits.requests),
    addressOf: addresses.of,
    forwardingOf: addresses.forwardingOf,
    signInByLink: (token, headers) => handle(requestByBrowser("/sign-in/link", { token }, headers, env.APP_URL)),
    submitCredentials: (request, headers) => submitCredentials(request, headers, { handler, env }),
    cookiesOf,
    handler,
    async findUserBySession(headers, { extend = false } = {}) {
      const session = await betterAuth.api.getSession({ headers, query: { disableRefresh: !extend } });
      if (session === null) return null;
      known.rememberSession(session.session.token, session.user.id);
      return judge(session.user);
    },
  };
}
