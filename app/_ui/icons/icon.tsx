import type { ReactNode } from "react";

/** Icons are decorative and hidden from assistive technology: each stands beside a text or in a labelled button. */
export interface IconProps {
  readonly className?: string;
}
export type Icon = (props: IconProps) => ReactNode;

/**
 * Makes an icon from stroked paths on a 24 × 24 grid, as one path: a list has hundreds of icons, each of whose elements
 * React has to take over.
 */
export function icon(...paths: string[]): Icon {
  const path = paths.join("");
  return ({ className = "size-5" }) => (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={`icon ${className}`}>
      <path d={path} />
    </svg>
  );
}
