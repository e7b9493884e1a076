import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** The action is under way: shows a spinner and ignores further presses. */
  readonly pending?: boolean;
  readonly icon?: ReactNode;
}

/** A button that is disabled loses the focus, so a pending one only ignores presses, Enter in its form included. */
const ignorePress = (event: MouseEvent) => event.preventDefault();

/** A button. `type` defaults to "button", so that one inside a form never submits by accident. */
export function Button({ variant, size, pending = false, icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(pending && { onClick: ignorePress, "aria-disabled": true, "aria-busy": true })}
      className={classNames(buttonClass(variant, size), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}
