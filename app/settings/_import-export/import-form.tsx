"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { useClock } from "#app/_time/clock.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { FileReader } from "#lib/todo-service/import-export/formats.ts";
import { importMaxBytes, importMaxMegabytes, importMaxTodos } from "#lib/todo-service/limits.ts";
import { DataImportPreview } from "./import-preview.tsx";
import { DataImportProgress } from "./import-progress.tsx";
import { applyImport, discardImport, stageImport } from "./import-requests.ts";

/** Reads a file, previews and confirms the import, then follows it in the background. */
export function DataImport() {
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const { timeZone } = useClock();
  const [followed, setFollowed] = useState<string | null>(null);
  const staging = useMutation({ mutationFn: stage });
  const applying = useMutation({
    mutationFn: applyImport,
    onSuccess({ id }) {
      staging.reset();
      setFollowed(id);
      // The pressed button has disappeared.
      choose.current?.focus();
    },
  });

  const start = (file: File) => {
    setFollowed(null);
    applying.reset();
    staging.mutate({ file, timeZone, languages: navigator.languages });
  };
  const cancel = (id: string) => {
    void discardImport(id).catch(() => undefined);
    applying.reset();
    staging.reset();
    choose.current?.focus();
  };

  return (
    <div className="grid gap-3">
      <h3 className="text-sm font-medium">Import</h3>
      <p className="max-w-prose text-sm text-muted">
        A file exported from Tidy, a CSV file with a “title” column, a todo.txt file, or a list with a todo on each
        line: up to {importMaxMegabytes} MB and {importMaxTodos.toLocaleString("en")} todos. You see a preview before
        anything changes.
      </p>
      <div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File with todos"
          accept=".json,.csv,.tsv,.txt,.md,application/json,text/csv,text/plain,text/markdown"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) start(file);
            // So that the same file can be chosen again after a correction.
            currentTarget.value = "";
          }}
        />
        <Button ref={choose} pending={staging.isPending} onClick={() => input.current?.click()}>
          {staging.isPending ? "Reading…" : "Choose a file…"}
        </Button>
      </div>
      {staging.error !== null && <Alert>Nothing was imported: {staging.error.message}</Alert>}
      {staging.data !== undefined && (
        <DataImportPreview
          key={staging.data.id}
          preview={staging.data}
          pending={applying.isPending}
          onConfirm={(choices) => applying.mutate({ id: staging.data.id, ...choices })}
          onCancel={() => cancel(staging.data.id)}
        />
      )}
      {applying.error !== null && <Alert>Nothing was imported: {applying.error.message}</Alert>}
      {followed !== null && <DataImportProgress id={followed} />}
    </div>
  );
}

/** Takes the file into memory first: one that has changed on the disk since it was chosen can't be sent. */
async function stage({ file, ...reader }: { readonly file: File } & FileReader) {
  if (file.size > importMaxBytes) {
    throw new Error(`the file is larger than ${importMaxMegabytes} MB; split it into parts`);
  }
  return await stageImport({ file: new Blob([await file.arrayBuffer()]), name: file.name, ...reader });
}
