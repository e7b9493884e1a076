import { randomBytes, type ScryptOptions, scrypt as scryptOf, timingSafeEqual } from "node:crypto";
import { verifyPassword } from "better-auth/crypto";
import type { Database } from "#lib/db/client.ts";
import { noteChecked } from "./checked-hash.ts";

/** Hashes and checks passwords. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(given: GivenPassword): Promise<boolean>;
  /** Whether a password is to be hashed anew, since today's hashes are stronger. */
  isOutdated(hash: string): boolean;
}

interface GivenPassword {
  readonly hash: string;
  readonly password: string;
}

/** What scrypt costs: its memory and time grow with 2^ln, with r, and the time alone with p. */
interface ScryptCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const keyBytes = 32;
const pattern = /^\$scrypt\$ln=(\d\d?),r=(\d\d?),p=(\d\d?)\$([\w-]+)\$([\w-]+)$/;

/** OWASP's minimum for 32 MiB, which a sign-in may hold for its 100 to 200 ms. */
export const scryptHashing = scryptHashingAt({ ln: 15, r: 8, p: 3 });

/** Scrypt, with its cost in the hash. Also checks hashes of another cost, and those of the auth library. */
export function scryptHashingAt(cost: ScryptCost): PasswordHashing {
  const prefix = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$`;
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return `${prefix}${salt.toString("base64url")}$${key.toString("base64url")}`;
    },

    async verify({ hash, password }) {
      if (!hash.startsWith("$scrypt$")) return await verifyPassword({ hash, password });
      const [, ln, r, p, salt = "", stored = ""] = pattern.exec(hash) ?? [];
      if (ln === undefined) return false;
      const expected = Buffer.from(stored, "base64url");
      const key = await derive(password, Buffer.from(salt, "base64url"), {
        ln: Number(ln),
        r: Number(r),
        p: Number(p),
      });
      return expected.byteLength === key.byteLength && timingSafeEqual(expected, key);
    },

    isOutdated: (hash) => !hash.startsWith(prefix),
  };
}

/** Hashes a password anew when it is given, where its hash is outdated: only then it is known. */
export function renewingHashes(hashing: PasswordHashing, database: Database): PasswordHashing {
  return {
    ...hashing,
    async verify(given) {
      if (!(await hashing.verify(given))) return false;
      noteChecked(given);
      if (!hashing.isOutdated(given.hash)) return true;
      const password = await hashing.hash(given.password);
      // The hash has a salt of its own, so it names the account. Another password that was set meanwhile stays.
      const { count } = await database.account.updateMany({ where: { password: given.hash }, data: { password } });
      if (count > 0) noteChecked({ ...given, hash: password });
      return true;
    },
  };
}

/** The text is taken as the auth library takes it. */
function derive(password: string, salt: Buffer, { ln, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 };
  return new Promise((resolve, reject) => {
    scryptOf(password.normalize("NFKC"), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
