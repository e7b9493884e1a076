// Loaded into a child by `--import`: ends it in good order when its parent is gone, however that died.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
