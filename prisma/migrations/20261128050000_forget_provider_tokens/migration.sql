-- Tidy keeps no token of a provider. One that was linked a second time left some.
UPDATE account SET access_token = NULL, refresh_token = NULL, id_token = NULL
WHERE access_token IS NOT NULL OR refresh_token IS NOT NULL OR id_token IS NOT NULL;
