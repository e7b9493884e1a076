import { withConnection } from "#lib/db/migrations/connection.ts";

/** Tells servers apart, by data directory and start. */
export async function serverOf(url: string): Promise<string> {
  return await withConnection(url, async (client) => {
    const { rows } = await client.query<{ server: string }>(
      "SELECT current_setting('data_directory') || ' ' || pg_postmaster_start_time() AS server",
    );
    return rows[0]?.server ?? "";
  });
}
