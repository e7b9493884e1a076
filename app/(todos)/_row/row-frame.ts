/** The part of a long list's window that each row needs. Stays the same while scrolling. */
export interface RowFrame {
  /** Ref callback that measures a row while it is drawn. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly isScrolling: () => boolean;
}
