-- One name for one thing: the stored end of the absolute lifetime, the network address, and the labels of a device.
ALTER TABLE "sessions" RENAME COLUMN "expires_at" TO "absolute_expires_at";
ALTER TABLE "sessions" RENAME COLUMN "stays_signed_in" TO "remember_me";
ALTER TABLE "sessions" RENAME COLUMN "information" TO "client_label";
ALTER TABLE "sessions" RENAME COLUMN "address" TO "ip";
ALTER TABLE "session_events" RENAME COLUMN "address" TO "ip";
ALTER TABLE "sign_in_alerts" RENAME COLUMN "information" TO "client_label";
ALTER TABLE "sign_in_alerts" RENAME COLUMN "address" TO "ip";
ALTER TABLE "recovery_requests" RENAME COLUMN "address" TO "ip";
ALTER TABLE "devices" RENAME COLUMN "name" TO "label";
ALTER INDEX "sessions_ended_at_expires_at_idx" RENAME TO "sessions_ended_at_absolute_expires_at_idx";
