import { describeProcesses } from "../../suite/processes.ts";
import { inngest } from "../inngest.ts";

describeProcesses(inngest);
