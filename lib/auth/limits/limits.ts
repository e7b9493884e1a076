/** At most `max` requests in a window of `seconds`. */
export interface Limit {
  readonly seconds: number;
  readonly max: number;
}

/** How often accounts may be tried, and the API asked. Counted in the database, together for all processes, unless said otherwise. */
export interface AuthLimits {
  /** Sign-ins from one IP address. Only as good as the address: a client may forge it where no proxy sets it. */
  readonly signIns: Limit;
  /** Sign-ups from one IP address. */
  readonly signUps: Limit;
  /** Any other request to one path of `/api/auth` from one IP address. */
  readonly others: Limit;
  /**
   * Requests of one caller to the API: what a user's browsers, a user's scripts, or an unknown IP address may ask.
   * Counted in each process alone.
   */
  readonly requests: Limit;
  /**
   * Failed sign-ins to one account from anywhere, counted from the first failure and cleared by a success.
   * Changing the password and deleting the account ask for the password too, and count here.
   */
  readonly failuresPerAccount: Limit;
}

export const productionLimits: AuthLimits = {
  signIns: { seconds: 60, max: 20 },
  signUps: { seconds: 60, max: 10 },
  others: { seconds: 10, max: 100 },
  requests: { seconds: 60, max: 600 },
  failuresPerAccount: { seconds: 900, max: 10 },
};

/** For demos and tests, where one address signs in and up as many people: wide enough to stay out of the way. */
export const relaxedLimits: AuthLimits = {
  signIns: { seconds: 60, max: 10_000 },
  signUps: { seconds: 60, max: 10_000 },
  others: { seconds: 10, max: 10_000 },
  requests: { seconds: 60, max: 100_000 },
  failuresPerAccount: { seconds: 900, max: 1000 },
};
