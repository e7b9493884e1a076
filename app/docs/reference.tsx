import type { OpenApiDocument } from "#lib/http/openapi/openapi.ts";
import { SchemaFields } from "./fields.tsx";
import { Prose } from "./prose.tsx";

/** The objects that several operations use. */
export function Objects({ schemas }: { readonly schemas: OpenApiDocument["components"]["schemas"] }) {
  return (
    <section aria-labelledby="objects" className="grid gap-4">
      <h2 id="objects" className="text-lg font-semibold">
        Objects
      </h2>
      {Object.entries(schemas).map(([name, schema]) => (
        <article
          key={name}
          id={`object-${name}`}
          className="grid scroll-mt-4 gap-3 rounded-lg border border-line bg-surface p-4 shadow-raised sm:p-6"
        >
          <h3 className="text-base font-semibold">{name}</h3>
          <SchemaFields schema={schema} />
        </article>
      ))}
    </section>
  );
}

/** The kinds of problems. The `type` of a problem links to its id here. */
export function Errors({ responses }: { readonly responses: OpenApiDocument["components"]["responses"] }) {
  return (
    <section aria-labelledby="errors" className="grid gap-4">
      <h2 id="errors" className="text-lg font-semibold">
        Errors
      </h2>
      <dl className="grid gap-3 rounded-lg border border-line bg-surface p-4 text-sm shadow-raised sm:p-6">
        {Object.entries(responses).map(([kind, { description }]) => (
          <div key={kind} id={kind} className="scroll-mt-4">
            <dt className="font-mono font-medium">{kind}</dt>
            <dd className="text-muted">
              <Prose text={description} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
