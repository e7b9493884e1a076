import { describeProcesses } from "../suite/processes.ts";
import { postgres } from "./postgres.ts";

describeProcesses(postgres);
