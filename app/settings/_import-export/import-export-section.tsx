import { Section } from "#app/_ui/section.tsx";
import { ExportLinks } from "./export-links.tsx";
import { DataImport } from "./import-form.tsx";

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
          <ExportLinks />
        </div>
        <DataImport />
      </div>
    </Section>
  );
}
