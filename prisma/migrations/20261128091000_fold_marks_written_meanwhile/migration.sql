-- The few rows that others wrote while the marks of all were folded, with the function as it was. The locks come before
-- any row, since somebody who waits for a row holds the table. Writers wait until the end, readers do not: as long as
-- it takes to read the three tables once, some seconds for a million todos.
LOCK TABLE "user", todo, task_run IN SHARE ROW EXCLUSIVE MODE;
UPDATE "user" SET name = name WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
UPDATE todo SET title = title WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
UPDATE task_run SET payload = payload WHERE octet_length(search_text) > char_length(search_text)
    AND search_text ~ '[‘’‚‛ʼʻ“”„‟\u2010-\u2012–—―−⁄]';
