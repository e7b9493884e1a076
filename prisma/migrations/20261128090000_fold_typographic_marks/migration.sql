-- Quotes, apostrophes, hyphens, dashes and fraction slashes are searched as the marks that keyboards have, since phones
-- and word processors write others. lib/text-forms.ts makes the same form.

-- ASCII needs none of this. The collation decides what a lower-case letter is: PostgreSQL's own where it has one (from
-- version 17 on), so that every platform agrees, else ICU's, else the database's.
DO $$
DECLARE
    lower_case TEXT := COALESCE(
        (SELECT 'pg_catalog.' || quote_ident(collname) FROM pg_collation
         WHERE collname IN ('pg_c_utf8', 'und-x-icu') ORDER BY collname LIMIT 1),
        'pg_catalog."default"'
    );
BEGIN
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION folded_text(given TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN CASE WHEN octet_length(given) = char_length(given) THEN lower(given COLLATE "C")
        ELSE replace(replace(replace(replace(translate(
            regexp_replace(
                lower(normalize(given, NFKD) COLLATE %s) COLLATE "C",
                '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f]+',
                '', 'g'),
            'øđðħłŧıς‘’‚‛ʼʻ“”„‟‐‑‒–—―−⁄', 'oddhltiσ''''''''''''""""-------/'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') END
    $function$, lower_case);
END
$$;

-- Only rows with such a mark are written again. Who writes one of them meanwhile waits until the end. The owner comes
-- first, as in all transactions.
UPDATE "user" SET name = name WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
UPDATE todo SET title = title WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
UPDATE task_run SET payload = payload WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
