-- The stored role was a copy of ADMIN_EMAILS. It now says what an operator granted, and a proven address of
-- ADMIN_EMAILS is judged at each request. Whoever is an admin so far keeps it as long as ADMIN_EMAILS names them.
UPDATE "user" SET email_verified = TRUE WHERE role = 'admin';
UPDATE "user" SET role = 'user' WHERE role = 'admin';
