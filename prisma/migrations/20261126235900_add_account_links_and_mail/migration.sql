-- One-time links to accounts, and messages that wait to be sent. Neither holds a token: those are computed.
CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "email" TEXT,
    "role" TEXT,
    "mailed" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_link_kind_check" CHECK (CASE "kind"
        WHEN 'sign-up' THEN "user_id" IS NULL AND "email" IS NOT NULL
        WHEN 'invite' THEN "user_id" IS NULL AND "role" IN ('user', 'admin')
        WHEN 'reset-password' THEN "user_id" IS NOT NULL AND "email" IS NULL
        WHEN 'verify-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
        WHEN 'allow-email-change' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
        WHEN 'change-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
        ELSE FALSE
    END)
);

CREATE INDEX "account_link_user_id_idx" ON "account_link"("user_id");
CREATE INDEX "account_link_expires_at_idx" ON "account_link"("expires_at");

ALTER TABLE "account_link" ADD CONSTRAINT "account_link_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "outgoing_mail" (
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outgoing_mail_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "outgoing_mail_created_at_idx" ON "outgoing_mail"("created_at");
