import { describeProcesses } from "../suite/processes.ts";
import { inRequest } from "./in-request.ts";

describeProcesses(inRequest);
