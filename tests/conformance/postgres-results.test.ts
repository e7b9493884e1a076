import { postgres } from "./postgres.ts";
import { describeResults } from "./suite/results.ts";

describeResults(postgres);
