import type { z } from "zod";
import type { apiRoutes } from "#app/api/api-routes.ts";
import type { Access } from "#lib/auth/access.ts";
import type { JsonForm } from "#lib/http/json-form.ts";
import type { Route, RouteDeclaration } from "#lib/http/route.ts";

type Modules = typeof apiRoutes;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A route by method and place: `PATCH /api/todos/[id]`. */
export type RouteName = { [Place in keyof Modules]: `${keyof Modules[Place] & Method} ${Place}` }[keyof Modules];

type DeclarationOf<Name extends RouteName> =
  Name extends `${infer M extends Method} ${infer Place extends keyof Modules}`
    ? Modules[Place] extends Readonly<Record<M, Route<infer Declaration>>>
      ? Declaration
      : never
    : never;

/** The input and output of a route, from its schemas: `undefined` for each schema that it lacks. */
type Contract<Declaration> =
  Declaration extends RouteDeclaration<Access, infer Params, infer Query, infer Body, infer Answer>
    ? {
        readonly params: z.input<Params>;
        readonly query: z.input<Query>;
        readonly body: z.input<Body>;
        readonly answer: z.output<Answer>;
      }
    : never;

type ContractOf<Name extends RouteName> = Contract<DeclarationOf<Name>>;

/** A part of the input by its name: absent where the route takes none, optional where the route can do without. */
type Part<Key extends string, Input> = [Input] extends [undefined]
  ? object
  : undefined extends Input
    ? { readonly [K in Key]?: Input }
    : { readonly [K in Key]: Input };

/** A query whose every parameter may be left out may be left out as a whole. */
type Omissible<Query> = Partial<Query> extends Query ? Query | undefined : Query;

/** The path parameters and the query of a route. */
export type Address<Name extends RouteName> = Part<"params", ContractOf<Name>["params"]> &
  Part<"query", Omissible<ContractOf<Name>["query"]>>;

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** The body of a route that takes a file. */
  readonly file?: Blob;
}

/** Everything that a caller sends: the address, the body, headers. */
export type ApiRequest<Name extends RouteName> = Address<Name> & Part<"body", ContractOf<Name>["body"]> & SendOptions;

/** An argument that may be left out where everything in it may. */
export type OptionalIfEmpty<Options> = Partial<Options> extends Options ? [options?: Options] : [options: Options];

/** The routes that answer with JSON or nothing. The others make files: link to them, see `apiPath`. */
export type JsonRouteName = {
  [Name in RouteName]: ContractOf<Name>["answer"] extends ReadableStream ? never : Name;
}[RouteName];

/** The answer of a route as JSON; `undefined` for 204. */
export type Answer<Name extends JsonRouteName> = ContractOf<Name>["answer"] extends undefined
  ? undefined
  : JsonForm<ContractOf<Name>["answer"]>;
