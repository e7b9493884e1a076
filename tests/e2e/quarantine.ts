/**
 * Browser tests that are known to need another try, as "file › title", with the reason and what is done about it. Every
 * other test that passes only when tried again counts as failed.
 */
export const quarantine: Readonly<Record<string, string>> = {};
