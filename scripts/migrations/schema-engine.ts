import { readFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { escapeIdentifier, Pool } from "pg";

// The only file that imports Prisma's schema engine (ADR 0016). Prisma publishes the WebAssembly for its own CLI,
// without documentation and without a promise to keep it. Tidy uses its `diff` alone, with two workarounds:
// - `loadWebAssembly` sets the global through which the engine reports its panics.
// - `readingCharacters` reads the catalog's type "char", which the adapter refuses.

/** Opens the schema engine on a database and closes it after `work`. Nothing is downloaded. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadWebAssembly();
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool));
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

/** Instantiates the module itself, because Node warns at each import of a .wasm file. */
function loadWebAssembly(): Promise<void> {
  loaded ??= (async () => {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
    const file = new URL("./schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm"));
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      "./schema_engine_bg.js": { ...bindings },
    });
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === "function") start();
  })();
  return loaded;
}

/** Prisma's adapter, extended by the type "char". */
function adapterFactory(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const original = new PrismaPg(pool);
  const connect = async () => readingCharacters(await original.connect(), pool);
  return {
    provider: original.provider,
    adapterName: original.adapterName,
    connect,
    // Only a replay of migrations calls it, and `diff` replays none.
    connectToShadowDb: connect,
  };
}

/** The OID of the catalog's one-byte type "char". */
const charOid = 18;

function readingCharacters(adapter: SqlDriverAdapter, pool: Pool): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    executeRaw: (query) => adapter.executeRaw(query),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (level) => adapter.startTransaction(level),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => adapter.dispose(),
    queryRaw: async (query) => {
      const isSelect = /^\s*(select|with)\b/i.test(query.sql);
      return isSelect ? await selectCharactersAsText(adapter, pool, query) : await adapter.queryRaw(query);
    },
  };
}

async function selectCharactersAsText(adapter: SqlDriverAdapter, pool: Pool, query: SqlQuery): Promise<SqlResultSet> {
  // A line break, in case the query ends with a comment.
  const inner = `(${query.sql.trim().replace(/;$/, "")}\n) AS described`;
  const { fields } = await pool.query(`SELECT * FROM ${inner} LIMIT 0`, query.args);
  if (!fields.some((field) => field.dataTypeID === charOid)) return await adapter.queryRaw(query);
  const columns = fields.map(
    ({ name, dataTypeID }) => `${escapeIdentifier(name)}${dataTypeID === charOid ? "::text" : ""}`,
  );
  const result = await adapter.queryRaw({ ...query, sql: `SELECT ${columns.join(", ")} FROM ${inner}` });
  const columnTypes = result.columnTypes.map((type, index) =>
    fields[index]?.dataTypeID === charOid ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}
