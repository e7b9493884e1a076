/** Says how long completed todos stay. */
export function retentionText(retentionDays: number | null): string {
  if (retentionDays === null) return "Completed todos stay until you clear them.";
  return `Completed todos are cleaned up after ${retentionDays === 1 ? "a day" : `${retentionDays} days`}. Pinned ones stay.`;
}
