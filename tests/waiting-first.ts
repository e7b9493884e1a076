import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They wait for processes, and for what takes its time, while others compute. */
const waiting =
  /\/(?:conformance|outages|engines|dev-command|drill|embedded-postgres)\/|\/cleanup\/crashes\.test|\/docs\/followed\.test/;

/** Starts files first that wait, so that the last ones to run are short and keep the machine busy. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [true, false].flatMap((first) => sorted.filter(({ moduleId }) => waiting.test(moduleId) === first));
  }
}
