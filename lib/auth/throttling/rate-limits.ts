/** At most `max` requests in a window of `seconds`. */
export interface Limit {
  readonly seconds: number;
  readonly max: number;
}

/**
 * Limits on attempts at accounts and on requests to the API. Counted in the database for all processes, unless said
 * otherwise.
 */
export interface RateLimits {
  /** Sign-ins from one IP address. */
  readonly signIns: Limit;
  /** Sign-ups from one IP address. */
  readonly signUps: Limit;
  /** Any other request to one path of `/api/auth` from one IP address. */
  readonly others: Limit;
  /** Requests to the API of one user's browsers, one user's scripts, or one unknown IP address. Counted per process. */
  readonly requests: Limit;
  /**
   * Wrong passwords for one account from one source: an unknown IP address, a known device, or its open sessions.
   * Counted from the first failure and cleared by a success.
   */
  readonly failuresPerSource: Limit;
  /** Wrong passwords for one account from everywhere. Refuses unknown addresses only, so the window is short. */
  readonly failuresPerAccount: Limit;
  /** Mails that one IP address asks for, e.g. to reset a password. */
  readonly mailsPerSource: Limit;
  /** Mails of one kind to one address. Beyond it none is sent, and only users and admins are told. */
  readonly mailsPerRecipient: Limit;
}

export const productionLimits: RateLimits = {
  signIns: { seconds: 60, max: 20 },
  signUps: { seconds: 60, max: 10 },
  others: { seconds: 10, max: 100 },
  requests: { seconds: 60, max: 600 },
  failuresPerSource: { seconds: 900, max: 10 },
  failuresPerAccount: { seconds: 60, max: 30 },
  mailsPerSource: { seconds: 900, max: 10 },
  mailsPerRecipient: { seconds: 3600, max: 3 },
};

/** For demos and tests, in which many people sign in and up from one address. */
export const relaxedLimits: RateLimits = {
  signIns: { seconds: 60, max: 10_000 },
  signUps: { seconds: 60, max: 10_000 },
  others: { seconds: 10, max: 10_000 },
  requests: { seconds: 60, max: 100_000 },
  failuresPerSource: { seconds: 900, max: 1000 },
  failuresPerAccount: { seconds: 60, max: 1000 },
  mailsPerSource: { seconds: 900, max: 1000 },
  mailsPerRecipient: { seconds: 3600, max: 1000 },
};
