import { hashPassword, verifyPassword } from "better-auth/crypto";
import type { PasswordHashing } from "#lib/auth/better-auth.ts";

const hashes = new Map<string, Promise<string>>();
const verdicts = new Map<string, Promise<boolean>>();

/**
 * The library's own hashing, which is slow on purpose, done once for each password. So the accounts of a test that have
 * the same password have the same hash.
 */
export const rememberedHashing: PasswordHashing = {
  hash: (password) => remembered(hashes, password, () => hashPassword(password)),
  verify: (given) => remembered(verdicts, JSON.stringify([given.hash, given.password]), () => verifyPassword(given)),
};

function remembered<Result>(
  results: Map<string, Promise<Result>>,
  key: string,
  compute: () => Promise<Result>,
): Promise<Result> {
  const known = results.get(key) ?? compute();
  results.set(key, known);
  return known;
}
