-- Deliveries that wait for an earlier one of their user, which the worker does not read.
ALTER TABLE "webhook_deliveries" ADD COLUMN "is_deferred" BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE "webhook_deliveries" ADD COLUMN "has_deferred" BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX "webhook_deliveries_due_idx";
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("endpoint_id", "due_at", "id")
  WHERE "due_at" IS NOT NULL AND NOT "is_deferred";
