import { sqlStateOf } from "./sql-state.ts";

const serializationFailure = "40001";
const deadlock = "40P01";

/**
 * Does `work` once more if PostgreSQL rolled it back in favour of somebody else's, by a deadlock or a serialization
 * failure. `work` is a whole transaction, or one statement outside of any.
 */
export async function retryConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const state = sqlStateOf(error);
    if (state !== serializationFailure && state !== deadlock) throw error;
    return await work();
  }
}
