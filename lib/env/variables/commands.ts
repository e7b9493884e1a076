import { z } from "zod";

const text = z.string().optional();

/** Variables that commands read, and the app does not. */
export const commandVariables = {
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).meta({
    description: "The port of `npm run dev` and `npm start`.",
  }),
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1).meta({
    description:
      "The number of server processes that `npm start` runs on that port: one for each core. Needs `DATABASE_URL`.",
    unit: "processes",
  }),
  DIRECT_DATABASE_URL: text.meta({
    description: "The database's direct address, for the build on Vercel where `DATABASE_URL` goes through a pooler.",
    unset: "`DATABASE_URL`",
  }),
  INNGEST_CLI: text.meta({
    description: "An Inngest binary for `npm run dev:inngest` and `npm run test:conformance`.",
    unset: "npx downloads one for the former, and the latter looks for `inngest` on the `PATH`",
  }),
  TEST_DATABASE_URL: text.meta({
    description:
      "A PostgreSQL server for `npm test` instead of its own. The account must be allowed to create databases.",
  }),
  CHROMIUM_PATH: text.meta({
    description: "A Chromium for the browser tests.",
    unset: "Playwright's own, else one on the `PATH`, else `npm test` installs one",
  }),
};
