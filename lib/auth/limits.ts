/** At most `max` requests in a window of `seconds`. */
export interface Limit {
  readonly seconds: number;
  readonly max: number;
}

/** How often accounts may be tried. Counted in the database, so together for all processes. */
export interface AuthLimits {
  /** Sign-ins from one IP address. Only as good as the address: a client may forge it where no proxy sets it. */
  readonly signIns: Limit;
  /** Sign-ups from one IP address. */
  readonly signUps: Limit;
  /** Any other request to one path of `/api/auth` from one IP address. */
  readonly others: Limit;
  /** Failed sign-ins to one account from anywhere, counted from the first failure and cleared by a success. */
  readonly failuresPerAccount: Limit;
}

export const productionLimits: AuthLimits = {
  signIns: { seconds: 60, max: 20 },
  signUps: { seconds: 60, max: 10 },
  others: { seconds: 10, max: 100 },
  failuresPerAccount: { seconds: 900, max: 10 },
};

/** For demos and tests, where one address signs in and up as many people: wide enough to stay out of the way. */
export const relaxedLimits: AuthLimits = {
  signIns: { seconds: 60, max: 10_000 },
  signUps: { seconds: 60, max: 10_000 },
  others: { seconds: 10, max: 10_000 },
  failuresPerAccount: { seconds: 900, max: 1000 },
};
