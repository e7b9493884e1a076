-- The span that enqueued a run, in the form of W3C Trace Context: attempts in other processes go on from it.
ALTER TABLE task_run ADD COLUMN trace_parent TEXT;
