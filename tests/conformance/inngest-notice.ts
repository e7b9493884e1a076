import { findInngest } from "./inngest-program.ts";

/** Says at the end, in one line, what these tests did not show: nobody should take it for passed. */
export default function setup(): () => void {
  return () => {
    if (findInngest() !== null) return;
    console.warn(
      "\nNOT RUN: the conformance suite against a real Inngest server (none is here: INNGEST_CLI, inngest or inngest-cli on PATH, INNGEST_BASE_URL). Its protocol was tested without one.\n",
    );
  };
}
