const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The usual cron expressions in words, e.g. "Every day at 03:00"; null for those that only cron can say. */
export function cronText(cron: string): string | null {
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...rest] = cron.trim().split(/\s+/);
  if (rest.length > 0 || day !== "*" || month !== "*") return null;
  if (weekday === "*" && hour === "*") return everyMinutes(minute);
  const time = timeText(hour, minute);
  if (time === null) return null;
  if (weekday === "*") return `Every day at ${time}`;
  if (weekday === "1-5") return `Monday to Friday at ${time}`;
  const name = /^[0-7]$/.test(weekday) ? weekdays[Number(weekday)] : undefined;
  return name === undefined ? null : `Every ${name} at ${time}`;
}

function everyMinutes(minute: string): string | null {
  if (minute === "*") return "Every minute";
  const step = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (step !== undefined) return 60 % Number(step) === 0 ? `Every ${step} minutes` : null;
  return /^\d+$/.test(minute) ? `Every hour at :${minute.padStart(2, "0")}` : null;
}

function timeText(hour: string, minute: string): string | null {
  if (!/^\d+$/.test(hour) || !/^\d+$/.test(minute)) return null;
  return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}
