import type { ComponentProps } from "react";
import { TextField } from "#app/_ui/text-field.tsx";

/** The address by which somebody signs in, signs up or asks for mail. Takes the other attributes of its field. */
export function EmailField(props: Pick<ComponentProps<typeof TextField>, "defaultValue" | "error" | "readOnly">) {
  return (
    <TextField
      label="Email"
      name="email"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      {...props}
    />
  );
}
