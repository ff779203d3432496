-- CreateEnum
CREATE TYPE "account_mail_kind" AS ENUM ('recovery', 'password_changed', 'verification');

-- AlterEnum
ALTER TYPE "session_event_kind" ADD VALUE 'password_reset_requested';
ALTER TYPE "session_event_kind" ADD VALUE 'password_reset';
ALTER TYPE "session_event_kind" ADD VALUE 'email_verified';

-- AlterTable
ALTER TABLE "users" ADD COLUMN "email_verified_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "account_mails" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "kind" "account_mail_kind" NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "link_hash" BYTEA,
    "link_made_at" TIMESTAMPTZ(6),
    "is_mailed" BOOLEAN NOT NULL DEFAULT false,
    "mail_due_at" TIMESTAMPTZ(6),
    "mail_tries" INTEGER NOT NULL DEFAULT 0,
    "mailed_at" TIMESTAMPTZ(6),

    CONSTRAINT "account_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_requests" (
    "email" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT,

    CONSTRAINT "recovery_requests_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_mails_link_hash_key" ON "account_mails"("link_hash");

-- CreateIndex
CREATE INDEX "account_mails_mail_due_at_idx" ON "account_mails"("mail_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_mails_user_id_kind_key" ON "account_mails"("user_id", "kind");

-- CreateIndex
CREATE INDEX "recovery_requests_requested_at_idx" ON "recovery_requests"("requested_at");

-- AddForeignKey
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
