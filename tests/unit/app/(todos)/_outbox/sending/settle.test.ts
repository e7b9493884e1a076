import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { expiringOptions } from "#app/(todos)/_expiring/expiring-queries.ts";
import type { Intent } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { createSettler } from "#app/(todos)/_outbox/sending/settle.ts";

const asOf = "2026-11-24T12:00:00.000Z";

test.each(["pin-expiring", "trash-expiring"] as const)(
  "after %s none expires, before the server is asked",
  async (kind) => {
    const client = new QueryClient();
    const { queryKey } = expiringOptions();
    client.setQueryData(queryKey, { count: 3, firstExpiresAt: asOf, lastExpiresAt: asOf, asOf });
    const intent: Intent = { kind, todoIds: [], base: null, changes: { asOf } };
    await createSettler(client).settle(makeCommand(intent, "account", new Date(asOf)), { count: 3 }, false);
    expect(client.getQueryData(queryKey)).toEqual({ count: 0, firstExpiresAt: null, lastExpiresAt: null, asOf });
    expect(client.getQueryState(queryKey)).toMatchObject({ isInvalidated: true });
  },
);
