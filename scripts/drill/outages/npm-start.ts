import { fileURLToPath } from "node:url";
import { type Program, startProgram } from "../app/program.ts";

const script = fileURLToPath(new URL("../../start.ts", import.meta.url));

/** Runs the program of `npm start` in `directory`, where no `.env` is. */
export function npmStart(env: Readonly<Record<string, string>>, directory: string): Program {
  return startProgram([script], env, directory);
}
