import type { App } from "#lib/app.ts";
import type { AnsweredRequest } from "#lib/scheduler/request-execution.ts";

/** Keeps the process alive for work that goes on after the answer, where the host can do that. */
export type After = (work: Promise<void>) => void;

/** How a route executes runs where no process stays to do it. Elsewhere none of it does anything. */
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
