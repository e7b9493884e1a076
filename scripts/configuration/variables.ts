import { z } from "zod";
import { accountVariables, appVariables } from "#lib/env/variables/app.ts";
import { backupVariables, cleanupVariables } from "#lib/env/variables/cleanup.ts";
import { commandVariables } from "#lib/env/variables/commands.ts";
import { engineVariables, scheduleVariables } from "#lib/env/variables/engine.ts";
import { hostVariables, logVariables } from "#lib/env/variables/logs.ts";
import { mailVariables } from "#lib/env/variables/mail.ts";
import { providerVariables, signInVariables } from "#lib/env/variables/oidc.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { registry } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";

/** One environment variable, in words. */
export interface Variable {
  readonly name: string;
  readonly description: string;
  /** The value that counts where none is set; null where there is none. */
  readonly fallback: string | null;
  /** The behaviour without a value, where there is no default. */
  readonly unset: string | null;
  /** The values that it takes, where not just any text will do. */
  readonly limits: string | null;
}

/** Describes a variable in one paragraph: its meaning, its values, and the behaviour without one. */
export function meaningOf({ description, unset, limits }: Variable): string {
  return [description, limits && `Takes: ${limits}.`, unset && `Unset: ${unset}.`].filter(Boolean).join(" ");
}

export interface VariableGroup {
  readonly title: string;
  readonly variables: readonly Variable[];
  /** Whether people set them; hosts set the others. */
  readonly isByHand: boolean;
  /** Whether the names are made up, and would be refused as they are. */
  readonly isExample?: boolean;
}

/** Every variable of Tidy, as the code that checks it declares it. */
export function variableGroups(): VariableGroup[] {
  return [
    byHand("The app", appVariables),
    byHand("Accounts", accountVariables),
    byHand("Sign-in", signInVariables),
    { ...byHand("Each provider, here `company`", prefixed("OIDC_COMPANY_", providerVariables)), isExample: true },
    byHand("Mail and notices", mailVariables),
    byHand("Cleanup", cleanupVariables),
    byHand("Backups", backupVariables),
    byHand("When tasks are due", scheduleVariables),
    { title: "The schedule of each task", variables: schedulesOfTasks(), isByHand: true },
    byHand("What executes runs", engineVariables),
    byHand("Logs and traces", logVariables),
    byHand("Commands and tests", commandVariables),
    { ...byHand("Set by the host", hostVariables), isByHand: false },
  ];
}

function byHand(title: string, schemas: Readonly<Record<string, z.ZodType>>): VariableGroup {
  const variables = Object.entries(schemas).map(([name, schema]) => inWords(name, schema));
  return { title, variables, isByHand: true };
}

/** Each provider has variables of its own. One stands for all. */
function prefixed(prefix: string, schemas: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [prefix + name, schema]));
}

const declared = z.object({
  description: z.string(),
  unset: z.string().optional(),
  unit: z.string().optional(),
  default: z.union([z.string(), z.number()]).optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** @throws {Error} for a variable without a description. */
export function inWords(name: string, schema: z.ZodType): Variable {
  const found = declared.safeParse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  if (!found.success) throw new Error(`${name} needs a description: add .meta({ description: … }) to its schema.`);
  const { description, unset = null, default: fallback } = found.data;
  const value = fallback === undefined || fallback === "" ? null : String(fallback);
  return { name, description, fallback: value, unset, limits: limitsOf(found.data) };
}

function limitsOf({ enum: choices, minimum, maximum, unit = "" }: z.output<typeof declared>): string | null {
  // A switch takes words, too, which nobody has to know.
  if (choices?.includes("true")) return "`1` or `0`";
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(", ");
  if (minimum === undefined) return null;
  // Without a maximum of its own, a whole number has the largest one that is safe.
  const range =
    maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `${minimum} to ${maximum}`;
  return `${range} ${unit}`.trim();
}

function schedulesOfTasks(): Variable[] {
  return createCatalog(registry).all.flatMap((task) =>
    task.schedule === undefined
      ? []
      : [
          {
            name: scheduleVariable(task),
            description: `When \`${task.name}\` is due.`,
            fallback: task.schedule.cron,
            unset: null,
            limits: "five cron fields, or `off`",
          },
        ],
  );
}
