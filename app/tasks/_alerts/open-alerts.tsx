"use client";

import { useQuery } from "@tanstack/react-query";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { AlertIcon } from "#app/_ui/icons/icons.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { OpenAlert } from "#lib/alerts/open-alerts.ts";
import { alertsOptions } from "../_requests/task-queries.ts";
import { whereToLook } from "./where-to-look.ts";

/** The open alerts, each with its next step. Nothing where all is well. */
export function OpenAlerts() {
  const { data: alerts = [] } = useQuery(alertsOptions());
  // There before anything is in it, so that later alerts are announced.
  return (
    <div aria-live="polite" className="empty:absolute">
      {alerts.length > 0 && (
        <section aria-labelledby="open-alerts" className="grid gap-3 rounded-lg bg-danger-soft p-4 sm:p-5">
          <h2 id="open-alerts" className="flex items-center gap-2 font-semibold text-danger">
            <AlertIcon className="size-5 shrink-0" />
            Needs your attention
          </h2>
          <ul className="grid gap-3">
            {alerts.map((alert) => (
              <AlertRow key={`${alert.kind} ${alert.task}`} alert={alert} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function AlertRow({ alert }: { readonly alert: OpenAlert }) {
  const { summary, detail, since } = alert;
  const { href, text } = whereToLook(alert);
  return (
    <li className="grid gap-0.5 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{summary}</span>
        {since !== null && <RelativeTime at={since} className="text-xs" />}
      </p>
      <p className="text-pretty break-words">{detail}</p>
      <Link
        href={href}
        className="inline-flex min-h-6 items-center justify-self-start rounded-sm underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {text}
      </Link>
    </li>
  );
}
