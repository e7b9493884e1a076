/** Pixels between a popover and its anchor, and between it and the edges of the window. */
const gap = 4;
const edge = 8;

/** Places an open, absolutely positioned popover below its anchor, or above it where there is no room. */
export function placeBelow(anchor: Element, popover: HTMLElement): void {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const { clientWidth, clientHeight } = document.documentElement;
  const below = bottom + gap;
  const above = top - gap - offsetHeight;
  const fitsBelow = below + offsetHeight + edge <= clientHeight;
  popover.style.left = `${Math.max(edge, Math.min(left, clientWidth - offsetWidth - edge)) + scrollX}px`;
  popover.style.top = `${Math.max(edge, fitsBelow ? below : above) + scrollY}px`;
}
