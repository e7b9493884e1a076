-- A viewer sees the task console and changes nothing there.
ALTER TABLE "user"
  DROP CONSTRAINT "user_role_check",
  ADD CONSTRAINT "user_role_check" CHECK ("role" IN ('user', 'viewer', 'admin'));

ALTER TABLE "account_link"
  DROP CONSTRAINT "account_link_kind_check",
  ADD CONSTRAINT "account_link_kind_check" CHECK (CASE "kind"
    WHEN 'sign-up' THEN "user_id" IS NULL AND "email" IS NOT NULL
    WHEN 'invite' THEN "user_id" IS NULL AND "role" IN ('user', 'viewer', 'admin')
    WHEN 'reset-password' THEN "user_id" IS NOT NULL AND "email" IS NULL
    WHEN 'verify-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    WHEN 'allow-email-change' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    WHEN 'change-email' THEN "user_id" IS NOT NULL AND "email" IS NOT NULL
    ELSE FALSE
  END);
