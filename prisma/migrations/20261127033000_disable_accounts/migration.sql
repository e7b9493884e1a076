-- A disabled account signs nobody in, and keeps everything that it has.
ALTER TABLE "user" ADD COLUMN "disabled_at" TIMESTAMPTZ(3);
