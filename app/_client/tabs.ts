/**
 * Joins the tabs of this browser: a message says that the server has accepted a change of the sender. Null outside of a
 * browser. One channel for sending and hearing, since a channel doesn't hear itself.
 */
export const tabs = typeof window === "object" ? new BroadcastChannel("tidy") : null;
