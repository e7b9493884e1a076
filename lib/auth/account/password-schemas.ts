import { z } from "zod";
import { passwordMaxLength, passwordMinLength } from "../limits.ts";

export const commonPasswordMessage =
  "This is one of the most common passwords. Choose another, such as four random words.";

/** A password to choose. */
export const newPassword = z
  .string()
  .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
  .max(passwordMaxLength, `Use at most ${passwordMaxLength} characters.`);

/** A password to check. */
export const givenPassword = z
  .string()
  .min(1, "Enter your password.")
  .max(passwordMaxLength, `No password here is longer than ${passwordMaxLength} characters.`);

export const passwordChangeSchema = z.object({
  currentPassword: givenPassword,
  newPassword,
});
