import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";

/** Thrown for arguments that name no command. Its message names the mistake. */
export class WrongUse extends Error {
  override readonly name = "WrongUse";
}

const { name } = todoCleanup;

/** Everything that `npm run task` can do. */
export const usage = `Use: npm run task -- <command> [--json]

  list                                    every task with its schedule and latest run
  runs [--task t] [--status s] [--trigger t] [--error name] [--from instant] [--to instant] [--q words]
       [--limit 25] [--cursor c]          the latest runs, newest first
  show <run>                              one run: payload, progress, result, errors
  show <task>                             one task: its schedule, next slots, latest run, and what waits for it
  run <task> [--<field> <value> …]        runs a task in this process; no app needs to run
      --enqueue [--wait] [--timeout 600]  on the engine instead; --wait waits for its end, for so many seconds
      --yes                               removes even far more than usual
  preview <task> [--<field> <value> …]    what a run would do now; changes nothing
  cancel <run>                            cancels a queued run at once, a running one after its batch
  release <run> [--wait]                  lets a run execute that a start with TASKS_PAUSED holds
  retry <run> [--wait]                    runs a finished run's task again with its payload, on the engine
  retry --status failed [--task t] …      all runs of a filter like that of “runs”: says how many there are,
  cancel --status queued [--task t] …     and acts on them with --yes
  restore <run> [--wait]                  restores what a cleanup run removed, on the engine
  pause <task> [--reason "…"], resume <task>
                                          its schedule
  <task> --help                           the fields of its payload

“run” may be left out: npm run task -- ${name} --days 7
With --json, the last line of the output is one line of JSON, an error included.
Exit codes: 0 done, 1 failed or canceled, 2 wrong command or payload, 3 no such task or run,
4 not possible in its present state, 5 not finished within --timeout.`;
