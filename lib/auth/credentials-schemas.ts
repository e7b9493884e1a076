import { z } from "zod";
import { givenPassword, newPassword } from "./account/password-schemas.ts";
import { emailMaxLength } from "./limits.ts";
import { userName } from "./user.ts";

/** The address of an account, wherever somebody types one. */
export const emailInput = z
  .string()
  .trim()
  .pipe(
    z
      .email("Enter an email address such as ann@example.com.")
      .max(emailMaxLength, `Use an address of at most ${emailMaxLength} characters.`),
  );

export const signInSchema = z.object({
  email: emailInput,
  password: givenPassword,
});

export const signUpSchema = z.object({
  name: userName,
  email: emailInput,
  password: newPassword,
});
