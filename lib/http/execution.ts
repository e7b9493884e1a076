import type { App } from "#lib/composition/create-app.ts";
import type { AnsweredRequest } from "#lib/scheduler/request-execution.ts";

/** Keeps the process alive for work that goes on after the answer, where the host can do that. */
export type After = (work: Promise<void>) => void;

/** Executes runs during requests, where no process stays to execute them. Elsewhere it does nothing. */
export interface Execution {
  /**
   * Executes one step of the task's runs and of others, then goes on after the answer. For schedulers, who can wait.
   * Resolves to whether it executes here.
   */
  beforeAnswer(task: string): Promise<boolean>;
  /** Executes beside the answer and after it. */
  besideAnswer(task: string): void;
}

export function createExecution(app: App, startedAt: Date, after: After): Execution {
  const { requestExecution } = app;
  const goOn = (request: AnsweredRequest) => {
    if (requestExecution) after(requestExecution.executeRest(request));
  };
  return {
    async beforeAnswer(task) {
      if (!requestExecution) return false;
      const request = { startedAt, task };
      await requestExecution.executeStep(request);
      goOn(request);
      return true;
    },
    besideAnswer: (task) => goOn({ startedAt, task }),
  };
}
