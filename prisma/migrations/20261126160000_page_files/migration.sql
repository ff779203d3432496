-- CreateTable
CREATE TABLE "page_files" (
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "is_brotli" BOOLEAN NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "page_files_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "page_files_seen_at_idx" ON "page_files"("seen_at");
