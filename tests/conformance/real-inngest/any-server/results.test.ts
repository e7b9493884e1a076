import { describeResults } from "../../suite/results.ts";
import { inngest } from "../inngest.ts";

describeResults(inngest);
