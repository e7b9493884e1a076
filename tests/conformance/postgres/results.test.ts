import { describeResults } from "../suite/results.ts";
import { postgres } from "./postgres.ts";

describeResults(postgres);
