import { inngest } from "../inngest.ts";
import { describeResults } from "../suite/results.ts";

describeResults(inngest);
