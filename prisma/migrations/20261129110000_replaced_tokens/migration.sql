-- First tokens of sessions that applications have begun, after a confirmation has replaced them.
CREATE TABLE "replaced_tokens" (
    "session_id" BIGINT NOT NULL,
    "token_hash" BYTEA NOT NULL,

    CONSTRAINT "replaced_tokens_pkey" PRIMARY KEY ("session_id")
);
CREATE UNIQUE INDEX "replaced_tokens_token_hash_key" ON "replaced_tokens"("token_hash");
ALTER TABLE "replaced_tokens" ADD CONSTRAINT "replaced_tokens_session_id_fkey"
  FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
