import { z } from "zod";

/** The time within which the app has to answer. */
export const ANSWER_MS = 5_000;

/** The answer to a request. */
export interface Answer {
  readonly what: string;
  /** Null if there was none. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly ms: number;
  readonly text: string;
}

/** Somebody who is signed in at an app. */
export interface Visitor {
  /** The cookies of the session. */
  readonly cookie: string;
  /** Asks for a page and for the API. */
  askAsUser(): Promise<Answer[]>;
  /** As `askAsUser`, and signs in once more. The app allows few of these within seconds. */
  askEverything(): Promise<Answer[]>;
  ask(path: string, init?: RequestInit): Promise<Answer>;
}

/** Signs up at the app, as a person does. */
export async function signUp(origin: string): Promise<Visitor> {
  const account = { name: "Ann", email: "ann@example.com", password: `a drill of ${origin}` };
  const signedUp = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(account),
  });
  if (!signedUp.ok) throw new Error(`The sign-up was refused: ${signedUp.status} ${await signedUp.text()}`);
  const cookie = z.array(z.string()).parse(signedUp.headers.getSetCookie());
  const cookies = cookie.map((each) => each.split(";")[0]).join("; ");
  const ask = (path: string, init: RequestInit = {}) =>
    measure(`${origin}${path}`, { ...init, headers: { cookie: cookies, origin, ...init.headers } });
  const askAsUser = () => Promise.all([ask("/"), ask("/api/todos")]);
  return {
    ask,
    askAsUser,
    cookie: cookies,
    async askEverything() {
      const signIn = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: account.email, password: account.password }),
      };
      return (await Promise.all([askAsUser(), ask("/api/auth/sign-in/email", signIn)])).flat();
    },
  };
}

async function measure(url: string, init: RequestInit): Promise<Answer> {
  const startedAt = performance.now();
  const what = `${init.method ?? "GET"} ${new URL(url).pathname}`;
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(60_000), ...init });
    const text = await response.text();
    const ms = Math.round(performance.now() - startedAt);
    return { what, status: response.status, retryAfter: response.headers.get("retry-after"), ms, text };
  } catch {
    return { what, status: null, retryAfter: null, ms: Math.round(performance.now() - startedAt), text: "" };
  }
}

/** Whether each request was answered 503 with Retry-After, in time. */
export function areRefusedInTime(answers: readonly Answer[]): boolean {
  return answers.every(({ status, retryAfter, ms }) => status === 503 && retryAfter !== null && ms <= ANSWER_MS);
}

/** The answers in a line: request, status and duration of each. */
export function describeAnswers(answers: readonly Answer[]): string {
  const slowest = new Map<string, Answer>();
  for (const answer of answers) {
    const key = `${answer.what}: ${answer.status ?? "no answer"}`;
    if (answer.ms >= (slowest.get(key)?.ms ?? 0)) slowest.set(key, answer);
  }
  return [...slowest].map(([key, { ms }]) => `${key} after ${ms} ms`).join(", ");
}
