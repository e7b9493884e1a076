import type { ReactNode } from "react";

/** Icons are decorative and hidden from assistive technology: each stands beside a text or in a labelled button. */
export interface IconProps {
  readonly className?: string;
}
export type Icon = (props: IconProps) => ReactNode;

/** Makes an icon from stroked paths on a 24 × 24 grid. */
export const icon =
  (...paths: string[]): Icon =>
  ({ className = "size-5" }) => (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
