-- Somebody at a provider is one account here, whoever signs in twice at once.
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id")
  WHERE "provider_id" <> 'credential';

-- A provider's groups give roles.
ALTER TABLE "audit_entry"
  DROP CONSTRAINT "audit_entry_via_check",
  ADD CONSTRAINT "audit_entry_via_check" CHECK (CASE "via"
    WHEN 'console' THEN "actor_id" IS NOT NULL
    WHEN 'api-key' THEN "actor_id" IS NOT NULL
    WHEN 'command-line' THEN "actor_id" IS NULL AND "actor_name" IS NOT NULL
    WHEN 'provider' THEN "actor_id" IS NULL AND "actor_name" IS NOT NULL
    ELSE FALSE
  END);

-- Operators let somebody in while no provider does.
ALTER TABLE "account_link"
  DROP CONSTRAINT "account_link_kind_check",
  ADD CONSTRAINT "account_link_kind_check" CHECK (CASE "kind"
    WHEN 'sign-up' THEN "user_id" IS NULL AND "email" IS NOT NULL
    WHEN 'invite' THEN "user_id" IS NULL AND "role" IN ('user', 'viewer', 'admin')
    WHEN 'reset-password' THEN "user_id" IS NOT NULL AND "email" IS NULL
    WHEN 'sign-in' THEN "user_id" IS NOT NULL AND "email" IS NULL
    WHEN 'verify-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    WHEN 'allow-email-change' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    WHEN 'change-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    ELSE FALSE
  END);
