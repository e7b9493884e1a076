/** For `useSyncExternalStore`, where there is nothing to hear of. One function, so that nothing subscribes anew. */
export const noSubscription = () => () => {};
