import type { ReactNode } from "react";

/** Decorative: an icon never carries a meaning alone, so it is hidden from assistive technology. */
export interface IconProps {
  readonly className?: string;
}
export type Icon = (props: IconProps) => ReactNode;

/** Makes an icon of strokes on a grid of 24. */
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
