import { z } from "zod";
import { givenPassword, newPassword } from "./account/password-schemas.ts";
import { userName } from "./user.ts";

/** An address to sign in with. */
export const emailInput = z.string().trim().pipe(z.email("Enter an email address such as ann@example.com."));

export const signInSchema = z.object({
  email: emailInput,
  password: givenPassword,
});

export const signUpSchema = z.object({
  name: userName,
  email: emailInput,
  password: newPassword,
});
