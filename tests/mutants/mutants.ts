import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { listenForStop } from "#scripts/runtime/stop-request.ts";
import { all, chosenBy } from "./planted/planted.ts";
import { runMutants } from "./run-mutants.ts";

const usage = `Use: npm run mutants              plants each fault in a copy of the code, and runs the tests that must notice it
     npm run mutants -- slots     only those whose file or fault has this word
       [--jobs 2]                 as many at a time; default: one for each two processors
       [--list]                   lists them
Exit code: 0 if all were killed, 1 if one survived, 2 if the run could not be carried out.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { words, jobs, list } = parse(args);
    const chosen = chosenBy(all, words);
    if (chosen.length === 0) throw new Error(`No mutant has the words "${words.join(" ")}".`);
    if (!list) return (await runMutants(chosen, { jobs, stop: listenForStop().requested, say: console.log })) ? 0 : 1;
    for (const { file, fault } of chosen) console.log(`${file}: ${fault}`);
    return 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    return 2;
  }
}

function parse(args: readonly string[]) {
  try {
    const options = { jobs: { type: "string" }, list: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const jobs = values.jobs === undefined ? Math.max(1, availableParallelism() / 2) : Number(values.jobs);
    if (!Number.isFinite(jobs) || jobs < 1) throw new Error("--jobs takes a number from 1.");
    return { words: positionals, jobs: Math.floor(jobs), list: values.list };
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}
