import { ExactTime } from "#app/_time/relative-time.tsx";
import { fieldText, isInstant, type Json, jsonFields } from "./json-fields.ts";

/** A payload, progress or result: an object as names and values, anything else as JSON. */
export function JsonDetails({ value }: { readonly value: Json }) {
  const fields = jsonFields(value);
  if (fields === null) return <JsonText value={value} />;
  if (fields.length === 0) return <p className="text-muted">Nothing</p>;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      {fields.map((field) => (
        <div key={field.name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted" title={field.name}>
            {fieldText(field.name)}
          </dt>
          <dd className="font-medium tabular-nums" data-field={field.name}>
            <JsonDetails value={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function JsonText({ value }: { readonly value: Json }) {
  if (isInstant(value)) return <ExactTime at={value} />;
  if (Array.isArray(value)) {
    // Wraps instead of scrolling sideways, so that nothing of it needs a pointer to be read.
    return <pre className="font-mono text-xs whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</pre>;
  }
  return String(value ?? "none");
}
