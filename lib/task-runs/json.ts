/** A JSON value as it is stored; the tasks' schemas define its form. Fields that are undefined are left out. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };
