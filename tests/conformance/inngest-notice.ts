import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Says at the end, in one line, what these tests did not show: nobody should take it for passed. */
export default function setup(): () => void {
  return () => {
    const missing = inngestServer() === null ? "no Inngest server is here" : "the suite cannot start one yet";
    console.warn(
      `\nNOT RUN: the conformance suite against a real Inngest server (${missing}: INNGEST_CLI, inngest or inngest-cli on PATH, INNGEST_BASE_URL). Its protocol was tested without one.\n`,
    );
  };
}

/** Where a real Inngest server can be had, if anywhere. */
function inngestServer(): string | null {
  const { INNGEST_CLI, INNGEST_BASE_URL, PATH = "" } = process.env;
  const onPath = PATH.split(delimiter).flatMap((folder) =>
    ["inngest", "inngest-cli"].map((name) => join(folder, name)),
  );
  return INNGEST_BASE_URL ?? INNGEST_CLI ?? onPath.find((file) => existsSync(file)) ?? null;
}
