import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { SignInDialog } from "#app/(todos)/_outbox/session/sign-in-dialog.tsx";

const dialog = (takesPasswords: boolean) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <SignInDialog
        open
        email="ann@example.com"
        takesPasswords={takesPasswords}
        onClose={() => {}}
        onSignedIn={() => {}}
      />
    </QueryClientProvider>,
  );

describe("signing in again over a page", () => {
  test("asks for the password of the account that the page was made for", () => {
    expect(dialog(true)).toContain('type="password"');
    expect(dialog(true)).toContain('value="ann@example.com"');
  });

  test("leads to the sign-in page where passwords are no way to sign in", () => {
    expect(dialog(false)).not.toContain("<input");
    expect(dialog(false)).toMatch(/Sign in as ann@example\.com in another tab.*<a href="\/sign-in" target="_blank"/);
  });
});
