-- An endpoint that was removed, whose deliveries housekeeping deletes in batches, and its row last.
ALTER TABLE "webhook_endpoints" ADD COLUMN "is_removed" BOOLEAN NOT NULL DEFAULT FALSE;
