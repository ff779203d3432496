-- AlterEnum
ALTER TYPE "session_event_kind" ADD VALUE 'idle_limit_changed';

-- AlterTable
ALTER TABLE "users" ADD COLUMN "idle_limit" BIGINT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "idle_at" TIMESTAMPTZ(6);

-- CreateIndex
CREATE INDEX "sessions_ended_at_idle_at_idx" ON "sessions"("ended_at", "idle_at");
