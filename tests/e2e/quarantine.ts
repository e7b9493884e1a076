/**
 * Browser tests that are known to need another try, as "file › title", each with the reason and the repair under way.
 * Every other test that passes only when tried again counts as failed.
 */
export const quarantine: Readonly<Record<string, string>> = {};
