import type { JsonSchema } from "#lib/http/openapi/schemas.ts";
import { type Field, fieldRule, fieldsOf, type TypeText, typeText } from "./format-type.ts";
import { Code, Prose } from "./prose.tsx";

/** The fields of an object schema; the type of any other schema. */
export function SchemaFields({ schema }: { readonly schema: JsonSchema }) {
  const fields = fieldsOf(schema);
  const rule = fieldRule(schema);
  if (fields.length > 0) {
    return (
      <div className="grid gap-2">
        <FieldList fields={fields} />
        {rule !== null && (
          <p className="text-sm text-muted">
            <Prose text={rule} />
          </p>
        )}
      </div>
    );
  }
  return (
    <p className="text-sm">
      <TypeName type={typeText(schema)} />
    </p>
  );
}

/** A list of fields with names, types and descriptions. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <dl className="grid gap-2 text-sm">
      {fields.map((field) => (
        <div key={field.name} className="grid gap-x-4 sm:grid-cols-[11rem_1fr]">
          <dt>
            <Code>{field.name}</Code> {!field.required && <span className="text-xs text-muted">optional</span>}
          </dt>
          <dd>
            <TypeName type={field.type} />
            {field.description !== undefined && (
              <span className="block text-muted">
                <Prose text={field.description} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TypeName({ type }: { readonly type: TypeText }) {
  return type.map((part) =>
    typeof part === "string" ? (
      part
    ) : (
      <a key={part.ref} href={`#object-${part.ref}`} className="font-medium text-accent underline underline-offset-2">
        {part.ref}
      </a>
    ),
  );
}
