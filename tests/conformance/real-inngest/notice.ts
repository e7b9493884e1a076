import { findInngest } from "./program.ts";

/** Prints at the end, in one line, the tests that could not run: nobody should take them for passed. */
export default function setup(): () => void {
  return () => {
    const missing = whatIsMissing();
    if (missing !== null) console.warn(`\nNOT RUN: ${missing}\n`);
  };
}

function whatIsMissing(): string | null {
  const source = findInngest();
  if (source === null) {
    return "the conformance suite against a real Inngest server (none is here: INNGEST_CLI, inngest or inngest-cli on PATH, INNGEST_BASE_URL). Its protocol was tested without one.";
  }
  return source.program === undefined
    ? "processes that come and go, and whatever else begins with a fresh Inngest server (none can be started: INNGEST_CLI, inngest or inngest-cli on PATH). Results and retries were tested with the server that INNGEST_BASE_URL names."
    : null;
}
