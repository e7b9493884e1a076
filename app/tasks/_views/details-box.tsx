import type { ReactNode } from "react";

export interface DetailsBoxProps {
  /** Names the box as a region of the page, where no heading does. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Sets the details of a value apart from their surroundings. */
export function DetailsBox({ label, children }: DetailsBoxProps) {
  const Box = label === undefined ? "div" : "section";
  return (
    <Box aria-label={label} className="rounded-md bg-sunken px-4 py-3 text-sm">
      {children}
    </Box>
  );
}
