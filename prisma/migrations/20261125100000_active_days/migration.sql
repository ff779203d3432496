-- AlterTable: with a constant default, so that no row is rewritten. Of older uses only the last one is known.
ALTER TABLE "sessions" ADD COLUMN "active_days" INTEGER NOT NULL DEFAULT 1;
