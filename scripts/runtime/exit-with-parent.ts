// Loaded into a child by `--import`: ends it cleanly when its parent is gone, even after kill -9.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
