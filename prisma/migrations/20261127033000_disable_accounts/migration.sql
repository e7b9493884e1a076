-- A disabled account signs nobody in, and keeps everything that it has. Admins find an account by name and address.
ALTER TABLE "user"
    ADD COLUMN "disabled_at" TIMESTAMPTZ(3),
    ADD COLUMN "search_text" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (folded_text("name" || ' ' || "email")) STORED;
