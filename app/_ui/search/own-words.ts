/** The words of a search in the address: those that its field sent there, and those from elsewhere, e.g. by Back. */
export interface OwnWords {
  /** The words that the address has, or will have once all that was sent has come back. */
  last(): string;
  send(words: string): void;
  /**
   * Takes note of the words that React renders. @param inAddress those that the address has by now: a field sends its
   * words there at once. @returns whether they are from elsewhere, so that the field should show them.
   */
  arrive(words: string, inAddress: string): boolean;
}

/**
 * Tells the words that a field sent from others. React renders a new address late on a busy device, when the field may
 * have sent more: what comes back is older than what it shows.
 */
export function trackOwnWords(initial: string): OwnWords {
  let current = initial;
  /** What has not come back yet, oldest first. React may leave some of it out, but keeps the order. */
  let sent: readonly string[] = [];
  return {
    last: () => sent.at(-1) ?? current,
    send(words) {
      sent = [...sent, words];
    },
    arrive(words, inAddress) {
      if (words === current) return false;
      current = words;
      // Once others have changed the address, it has no longer what was sent last.
      const isReplaced = words === inAddress && words !== sent.at(-1);
      const place = isReplaced ? -1 : sent.indexOf(words);
      sent = place === -1 ? [] : sent.slice(place + 1);
      return place === -1;
    },
  };
}
