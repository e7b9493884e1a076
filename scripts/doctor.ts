import { doctorCommand } from "./doctor/doctor-command.ts";
import { runCommand } from "./runtime/command.ts";

await runCommand((args) => doctorCommand(args, process.env, console.log));
