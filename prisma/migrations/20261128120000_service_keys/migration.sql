-- The keys of applications that have their own sign-in. Only hashes are stored.
CREATE TABLE "service_keys" (
  "id" BIGSERIAL NOT NULL,
  "name" TEXT NOT NULL,
  "key_hash" BYTEA NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "last_used_at" TIMESTAMPTZ(6),
  "revoked_at" TIMESTAMPTZ(6),
  CONSTRAINT "service_keys_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "service_keys_key_hash_key" ON "service_keys"("key_hash");
-- How and when a user proved who they are. All sessions until now began with a password, at their sign-in.
ALTER TABLE "sessions" ADD COLUMN "methods" TEXT[] NOT NULL DEFAULT ARRAY['pwd']::TEXT[];
ALTER TABLE "sessions" ADD COLUMN "authenticated_at" TIMESTAMPTZ(6);
