import { apiPath } from "#app/_client/api.ts";
import { buttonClass } from "#app/_ui/button-class.ts";
import { Section } from "#app/_ui/card.tsx";
import type { FileFormat } from "#lib/todo-service/import-export/formats.ts";
import { DataImport } from "./import-form.tsx";

const exports: readonly { readonly format: FileFormat; readonly label: string }[] = [
  { format: "json", label: "JSON" },
  { format: "csv", label: "CSV" },
  { format: "todotxt", label: "todo.txt" },
];

/** Exports all todos as a file, and imports them from one. */
export function DataSection() {
  return (
    <Section title="Your data" description="Export your todos, or import them from a file.">
      <div className="grid gap-6">
        <div className="grid gap-3">
          <h3 className="text-sm font-medium">Export</h3>
          <p className="max-w-prose text-sm text-muted">
            All todos in your list, without the trash. JSON and CSV contain everything; todo.txt can’t hold notes and
            times of day.
          </p>
          <div className="flex flex-wrap gap-2">
            {exports.map(({ format, label }) => (
              <a
                key={format}
                href={apiPath("GET /api/todos/export", { query: { format } })}
                download
                className={buttonClass()}
              >
                Download {label}
              </a>
            ))}
          </div>
        </div>
        <DataImport />
      </div>
    </Section>
  );
}
