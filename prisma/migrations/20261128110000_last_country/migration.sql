-- The country of the last use of a session. An older instance does not write it, so that it stays as it was at a use there.
ALTER TABLE "sessions" ADD COLUMN "last_country" TEXT;
