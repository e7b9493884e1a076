import { join } from "node:path";
import type { CheckoutCopy } from "../processes/checkout-copy.ts";
import type { TutorialStep } from "./guide.ts";

export const tutorialFolder = (step: number) => `tutorial/${step}`;

/** Each step is an app of its own, but they are compiled together, so their globals may not share a name. */
export async function writeTutorial(project: CheckoutCopy, tutorial: readonly TutorialStep[]): Promise<void> {
  for (const [step, { files }] of tutorial.entries())
    for (const [path, code] of files)
      await project.write(join(tutorialFolder(step), path), code.replaceAll("littleTidy", `littleTidy${step}`));
}
