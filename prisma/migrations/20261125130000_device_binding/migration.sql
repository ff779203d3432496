-- AlterEnum
ALTER TYPE "session_event_kind" ADD VALUE 'session_bound';

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "binding_key" TEXT,
ADD COLUMN "binding_secret" TEXT,
ADD COLUMN "challenged_at" TIMESTAMPTZ(6);
