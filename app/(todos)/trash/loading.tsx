import { ListSkeleton } from "#app/_components/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton label="Loading the trash…" />;
}
