"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { CheckIcon } from "#app/_ui/icons/icons.tsx";
import { todoKeys } from "#app/(todos)/_queries/todo-queries.ts";
import { todosText } from "#app/(todos)/format-count.ts";
import type { ImportView } from "#lib/todo-service/import-export/schemas.ts";
import { duplicatesText } from "./format-import.ts";
import { followImport } from "./import-requests.ts";

const pollMs = 500;
const isOver = ({ status }: ImportView) => ["succeeded", "failed", "canceled"].includes(status);

/** Shows the progress and the result of an import in the background. */
export function DataImportProgress({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => followImport(id, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : pollMs),
    staleTime: 0,
  });
  const hasSucceeded = data?.status === "succeeded";
  useEffect(() => {
    if (hasSucceeded) void client.invalidateQueries({ queryKey: todoKeys.lists });
  }, [hasSucceeded, client]);

  if (error !== null) {
    const retry = (
      <Button size="sm" onClick={() => void refetch()}>
        Try again
      </Button>
    );
    return (
      <Alert action={retry}>
        Couldn’t check the progress of the import, which goes on in the background. {error.message}
      </Alert>
    );
  }
  if (data === undefined || !isOver(data)) return <Underway view={data} />;
  if (!hasSucceeded) return <Alert>The import failed and your list is unchanged. Choose the file again.</Alert>;
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-accent">
      <CheckIcon className="size-4 shrink-0" />
      Imported {todosText(data.importedCount)}. {duplicatesText(data.duplicateCount)}
    </p>
  );
}

function Underway({ view }: { readonly view: ImportView | undefined }) {
  const { doneCount = 0, totalCount = 0 } = view ?? {};
  return (
    <div className="grid gap-1.5 text-sm text-muted">
      <progress
        aria-label="Import"
        max={Math.max(totalCount, 1)}
        value={doneCount}
        className="h-2 w-full max-w-80 accent-accent"
      />
      <p role="status">Importing… You can keep using Tidy.</p>
    </div>
  );
}
