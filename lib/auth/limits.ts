// The limits of accounts, for schemas, form fields and texts alike. Lengths are in characters.

export const nameMaxLength = 100;
/** The longest address that mail servers take (RFC 5321). */
export const emailMaxLength = 254;
export const passwordMinLength = 12;
export const passwordMaxLength = 128;
export const apiKeyNameMaxLength = 64;
export const apiKeysPerUser = 25;
export const apiKeyDefaultDays = 365;
export const timeZoneMaxLength = 64;
/** Days after which security events are forgotten. */
export const securityEventDays = 90;
