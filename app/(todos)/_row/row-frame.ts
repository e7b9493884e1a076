/** What the window of a long list gives to the rows that it draws. Stays the same while one scrolls. */
export interface RowFrame {
  /** Learns how high a row is, from when it is drawn until it goes. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly isScrolling: () => boolean;
}
