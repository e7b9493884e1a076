import { postgres } from "./postgres.ts";
import { describeProcesses } from "./suite/processes.ts";

describeProcesses(postgres);
