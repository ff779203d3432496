-- AlterTable: without a default first, so that no row is rewritten.
ALTER TABLE "session_events" ADD COLUMN "written_in" BIGINT;
ALTER TABLE "session_events" ALTER COLUMN "written_in" SET DEFAULT ((pg_current_xact_id())::text)::bigint;

-- CreateTable
CREATE TABLE "instances" (
    "id" TEXT NOT NULL,
    "renewed_in" BIGINT NOT NULL,

    CONSTRAINT "instances_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_events_written_in_idx" ON "session_events"("written_in");
