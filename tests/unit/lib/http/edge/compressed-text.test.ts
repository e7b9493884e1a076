import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compress, takesGzip } from "#lib/http/edge/compressed-text.ts";

test.each(["gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP ; q=0.5", "identity, gzip;q=0.001", "deflate,gzip"])(
  "a client that accepts %j takes gzip",
  (header) => {
    expect(takesGzip(header)).toBe(true);
  },
);

test.each([undefined, "", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "x-gzip-like", "*", "notgzip"])(
  "a client that accepts %j doesn’t",
  (header) => {
    expect(takesGzip(header)).toBe(false);
  },
);

test("a text from a kilobyte to half a megabyte is compressed, and reads as before", () => {
  expect(compress("a".repeat(1_023))).toBeNull();
  expect(compress("é".repeat(250_001))).toBeNull();
  for (const text of ["a".repeat(1_024), "“é”".repeat(1_000), "a".repeat(500_000)]) {
    const compressed = compress(text);
    expect(compressed?.length).toBeLessThan(text.length / 20);
    expect(gunzipSync(compressed ?? "").toString()).toBe(text);
  }
});
