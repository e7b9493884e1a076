"use client";

import { useQuery } from "@tanstack/react-query";
import { api, apiPath } from "#app/_client/api.ts";
import { useClock } from "#app/_time/clock.tsx";
import { buttonClass } from "#app/_ui/button-class.ts";
import { todosText } from "#app/(todos)/format-count.ts";
import type { ExportFormat } from "#lib/todo-service/import-export/formats.ts";
import { readerQuery } from "./import-requests.ts";

const exports: readonly { readonly format: ExportFormat; readonly label: string }[] = [
  { format: "json", label: "JSON" },
  { format: "csv", label: "CSV" },
  { format: "excel", label: "CSV for Excel" },
  { format: "todotxt", label: "todo.txt" },
];

/** Links to all todos as a file, with the reader's days, and for Excel with the separator of their language. */
export function ExportLinks() {
  const { data } = useQuery({
    queryKey: ["export-parts"],
    queryFn: () => api("GET /api/todos/export/parts"),
    staleTime: 0,
  });
  const parts = data?.parts ?? [];
  if (parts.length <= 1) return <PartLinks from={null} />;
  return (
    <ol className="grid gap-3">
      {parts.map(({ from, count }, index) => (
        <li key={from ?? "newest"} className="grid gap-1.5">
          <span className="text-sm">
            Part {index + 1} of {parts.length}, with {todosText(count)}
          </span>
          <PartLinks from={from} />
        </li>
      ))}
    </ol>
  );
}

function PartLinks({ from }: { readonly from: string | null }) {
  const { timeZone, local } = useClock();
  const reader = local ? readerQuery({ timeZone, languages: navigator.languages }) : {};
  return (
    <div className="flex flex-wrap gap-2">
      {exports.map(({ format, label }) => (
        <a
          key={format}
          href={apiPath("GET /api/todos/export", { query: { format, ...(from !== null && { from }), ...reader } })}
          download
          className={buttonClass()}
        >
          Download {label}
        </a>
      ))}
    </div>
  );
}
