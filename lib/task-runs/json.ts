/** A JSON value as it is stored; the tasks' schemas say what it may be. Fields that are undefined are left out. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };
