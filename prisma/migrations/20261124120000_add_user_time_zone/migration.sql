-- Nullable, so that processes of the version before go on working beside it.
ALTER TABLE "user" ADD COLUMN "time_zone" TEXT;
