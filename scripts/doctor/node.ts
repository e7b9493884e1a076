import { about, type Finding } from "./finding.ts";

const { ok, error } = about("node");

/** The version that the app is built and tested with: the package `node`. */
const neededMajor = 24;

/** Judges the version of Node that runs this, which is the one that npm's scripts find first. */
export function examineNode(version: string): Finding {
  const [major = 0] = version.split(".").map(Number);
  if (major >= neededMajor) return ok(`Node ${version} runs Tidy.`);
  const fix = "Start Tidy by npm, which uses the Node in node_modules, or install that version.";
  return error(`Node ${version} is too old: Tidy needs ${neededMajor}.`, fix);
}
