import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A box around related content. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={classNames("rounded-lg border border-line bg-surface shadow-raised", className)} />;
}
