import { todoAt } from "../_selection/follow-clicks.ts";

export interface RowTouches {
  /** A finger swiped a row to the right. */
  readonly onComplete: (row: HTMLElement) => void;
  /** A finger swiped a row to the left. */
  readonly onDelete: (row: HTMLElement) => void;
  /** A finger rested on a row. */
  readonly onHold: (row: HTMLElement) => void;
}

const holdMs = 500;
/** Pixels that a resting finger may move. */
const slop = 10;
/** The least pixels of a swipe that acts when the finger leaves. */
const far = 90;
/** Pixels at the edges of the screen: a swipe from there is the browser's, e.g. to go back. */
const edge = 20;

interface Touch {
  readonly row: HTMLElement;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly hold: ReturnType<typeof setTimeout>;
  isSwipe: boolean;
}

/**
 * Follows fingers on rows. Fires for touch only, and takes the click that would follow. @returns a function that stops
 * this.
 */
export function followTouches(on: RowTouches): () => void {
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  let touch: Touch | null = null;
  let takesClick = false;

  const end = () => {
    if (touch === null) return;
    clearTimeout(touch.hold);
    show(touch.row, 0);
    touch = null;
  };
  const hold = (row: HTMLElement) => {
    end();
    takesClick = true;
    on.onHold(row);
  };
  const onDown = ({ target, pointerType, pointerId, isPrimary, clientX: x, clientY: y }: PointerEvent) => {
    end();
    takesClick = false;
    const row =
      target instanceof Element && todoAt(target) !== null ? target.closest<HTMLElement>("[data-todo]") : null;
    if (row === null || pointerType !== "touch" || !isPrimary || x < edge || x > innerWidth - edge) return;
    touch = { row, id: pointerId, x, y, hold: setTimeout(() => hold(row), holdMs), isSwipe: false };
  };
  const onMove = ({ pointerId, clientX, clientY }: PointerEvent) => {
    if (touch?.id !== pointerId) return;
    const dx = clientX - touch.x;
    if (!touch.isSwipe && Math.hypot(dx, clientY - touch.y) <= slop) return;
    clearTimeout(touch.hold);
    touch.isSwipe ||= Math.abs(dx) > slop;
    if (touch.isSwipe) show(touch.row, dx);
  };
  const onUp = ({ pointerId, clientX }: PointerEvent) => {
    if (touch?.id !== pointerId) return;
    const { row, isSwipe, x } = touch;
    end();
    takesClick = isSwipe;
    if (!isSwipe || Math.abs(clientX - x) < far) return;
    if (clientX > x) on.onComplete(row);
    else on.onDelete(row);
  };
  const onClick = (event: MouseEvent) => {
    // A click without a pointer comes from a key, or from the swipe itself.
    if (!takesClick || event.detail === 0) return;
    takesClick = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onMenu = (event: Event) => {
    if (touch !== null || takesClick) event.preventDefault();
  };

  window.addEventListener("pointerdown", onDown, options);
  window.addEventListener("pointermove", onMove, options);
  window.addEventListener("pointerup", onUp, options);
  window.addEventListener("pointercancel", end, options);
  window.addEventListener("click", onClick, options);
  window.addEventListener("contextmenu", onMenu, options);
  return () => {
    end();
    listening.abort();
  };
}

/** Shows the distance of a swipe, and its action; see selection.css. */
function show(row: HTMLElement, dx: number): void {
  row.style.setProperty("--swipe", `${dx}px`);
  row.toggleAttribute("data-far", Math.abs(dx) >= far);
  const isDone = row.querySelector("input:checked") !== null;
  if (dx === 0) delete row.dataset.swipe;
  else row.dataset.swipe = dx < 0 ? "Delete" : isDone ? "Reopen" : "Complete";
}
