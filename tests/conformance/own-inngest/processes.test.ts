import { inngest } from "../inngest.ts";
import { describeProcesses } from "../suite/processes.ts";

describeProcesses(inngest);
