import type { z } from "zod";

type Json = z.core.util.JSONType;

/** The type of a value after its way through JSON: dates are texts, `undefined` is absent. */
export type JsonForm<Value> = unknown extends Value
  ? unknown
  : Value extends Json
    ? Value
    : Value extends { toJSON(): infer Form }
      ? JsonForm<Form>
      : Value extends readonly unknown[]
        ? { [Index in keyof Value]: Value[Index] extends undefined ? null : JsonForm<Value[Index]> }
        : Value extends object
          ? {
              [Key in keyof Value as Value[Key] extends undefined ? never : Key]: JsonForm<
                Exclude<Value[Key], undefined>
              >;
            }
          : never;
