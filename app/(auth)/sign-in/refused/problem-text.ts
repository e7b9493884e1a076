import type { ProviderProblem } from "#lib/auth/oidc/refusals.ts";

export interface ProblemText {
  readonly title: string;
  /** The explanation and the next step. */
  readonly text: string;
}

const runner = "the person who runs this installation";

/** Explains in plain words why a provider did not sign somebody in. */
export function problemText(problem: ProviderProblem, provider: string, takesPasswords: boolean): ProblemText {
  const title = "You are not signed in";
  switch (problem) {
    case "unreachable":
      return {
        title: `${provider} doesn’t answer`,
        text: `Nothing is wrong with your account. Try again in a few minutes. If it stays like this, tell ${runner}.`,
      };
    case "not-configured":
      return {
        title,
        text: "This way to sign in is not set up here any more. Choose another one on the sign-in page.",
      };
    case "canceled":
      return { title, text: `You went back from ${provider}, or it did not let you in. Try again, or ask ${runner}.` };
    case "expired":
      return {
        title,
        text: "This sign-in took too long, or was begun in another tab or browser. Begin again on the sign-in page.",
      };
    case "no-email":
      return {
        title,
        text: `${provider} did not tell your email address, and accounts are found by it. Add an address there, or ask ${runner}.`,
      };
    case "email-not-verified":
      return {
        title,
        text: `${provider} has not checked that your email address is yours. Confirm the address there, then try again.`,
      };
    case "account-not-proven":
      return {
        title,
        text: takesPasswords
          ? `An account with your address exists already, and nobody has proven yet that the address is theirs. Sign in with its password, then link ${provider} under Settings.`
          : `An account with your address exists already, and nobody has proven yet that the address is theirs. Ask ${runner} for a link to sign in, then link ${provider} under Settings.`,
      };
    case "sign-up-not-open":
      return {
        title: "There is no account for you yet",
        text: `New accounts are made by invitation here, or not at all. Ask ${runner} for an invite, and open its link.`,
      };
    case "other-address":
      return {
        title: "Nothing was linked",
        text: `You have another email address at ${provider} than here. Sign in there with the address of this account, or change one of the two.`,
      };
    case "linked-elsewhere":
      return {
        title: "Nothing was linked",
        text: `Your account at ${provider} belongs to another account here. Sign in to that one to unlink it first.`,
      };
    case "not-fresh":
      return {
        title: "Please sign in once more",
        text: `${provider} sent you back without asking who you are. Sign out there, then try again.`,
      };
    case "disabled":
      return { title, text: `This account is disabled. Ask ${runner}.` };
    case "too-many-attempts":
      return { title, text: "Too many attempts came from here. Wait a minute and try again." };
    case "failed":
      return {
        title,
        text: `${provider} and this installation did not understand each other. Try again. If it stays like this, tell ${runner}: the log says more.`,
      };
  }
}
