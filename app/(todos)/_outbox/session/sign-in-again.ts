export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs this browser in without leaving the page. @returns null, or the error in words that can be shown. */
export async function signInAgain(credentials: Credentials): Promise<string | null> {
  const response = await fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(credentials),
  }).catch(() => null);
  if (response === null) return "Can’t reach Tidy. Check your connection.";
  if (response.ok) return null;
  return refusals[response.status] ?? "Something went wrong on the server. Try again in a moment.";
}

const refusals: Readonly<Record<number, string>> = {
  400: "Enter your password.",
  401: "Wrong password. Try again.",
  429: "Too many attempts. Wait a minute and try again.",
};
