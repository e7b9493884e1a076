import { ExactTime } from "#app/_components/relative-time.tsx";
import { fieldText, flatFields, isInstant, type Json } from "../_data/run-text.ts";

/** A payload, progress or result: a flat object as names and values, anything else as JSON. */
export function JsonFacts({ value }: { readonly value: Json }) {
  const fields = flatFields(value);
  if (fields === null) return <JsonBlock value={value} />;
  if (fields.length === 0) return <p className="text-sm text-muted">Nothing</p>;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 rounded-md bg-sunken px-4 py-3 text-sm">
      {fields.map((field) => (
        <div key={field.name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted" title={field.name}>
            {fieldText(field.name)}
          </dt>
          <dd className="font-medium tabular-nums" data-field={field.name}>
            {isInstant(field.value) ? <ExactTime at={field.value} /> : String(field.value ?? "none")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Wraps instead of scrolling sideways, so that nothing of it needs a pointer to be read. */
function JsonBlock({ value }: { readonly value: Json }) {
  return (
    <pre className="rounded-md bg-sunken px-4 py-3 font-mono text-xs whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
