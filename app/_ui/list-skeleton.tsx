import { Card } from "./card.tsx";

const rows = ["w-1/2", "w-2/3", "w-2/5", "w-3/5", "w-1/3"] as const;

/** A placeholder for a list that is loading. `label` says which one. */
export function ListSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <Card aria-hidden="true" className="animate-pulse divide-y divide-line">
        {rows.map((width) => (
          <div key={width} className="flex h-14 items-center gap-4 px-4">
            <span className="size-5 shrink-0 rounded-full bg-hover" />
            <span className={`h-3.5 rounded-full bg-hover ${width}`} />
          </div>
        ))}
      </Card>
    </div>
  );
}
