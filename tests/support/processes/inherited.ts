/**
 * Variables that any program needs of this process's environment, and the place of Node's compile cache. The program
 * gets nothing of this shell that could configure Tidy, such as a DATABASE_URL.
 */
export function inheritedEnvironment(): Record<string, string> {
  const system = ["PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT"];
  return Object.fromEntries(
    [...system, "NODE_EXTRA_CA_CERTS", "NODE_COMPILE_CACHE"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
