import type { Metadata } from "next";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { ScheduleCard } from "../_schedules/schedule-card.tsx";

export const metadata: Metadata = { title: "Schedules" };

/** Every schedule: its sources, its pause and its missed slots. */
export default async function SchedulesPage() {
  await requirePageRole("viewer", "/tasks/schedules");
  const schedules = await app().schedules.view(new Date());
  return (
    <>
      <PageHeading
        title="Schedules"
        description="When tasks run by themselves, who paused them and why, and what became of slots that were missed."
      />
      <div className="grid grid-cols-1 gap-3">
        {schedules.map((schedule) => (
          <ScheduleCard key={schedule.task} schedule={schedule} />
        ))}
      </div>
    </>
  );
}
