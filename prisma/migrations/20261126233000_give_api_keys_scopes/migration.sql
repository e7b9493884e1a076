-- Keys from before there were scopes keep what they could do. A key without scopes may do nothing.
UPDATE api_key SET permissions = '{"scopes":["todos","tasks:read","tasks:write"]}' WHERE permissions IS NULL;
