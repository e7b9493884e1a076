import { describeResults } from "../suite/results.ts";
import { inRequest } from "./in-request.ts";

describeResults(inRequest);
