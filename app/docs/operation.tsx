import type { ReactNode } from "react";
import { Badge, type Tone } from "#app/_ui/badge.tsx";
import type { OpenApiOperation } from "#lib/http/openapi/operation.ts";
import type { OpenApiResponse } from "#lib/http/openapi/responses.ts";
import type { JsonSchema } from "#lib/http/openapi/schemas.ts";
import { FieldList, SchemaFields } from "./fields.tsx";
import { nameOf, parameterFields } from "./format-type.ts";
import { Code, Prose } from "./prose.tsx";

export interface OperationProps {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
  readonly curl: string;
  /** The named schemas of the document. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

const tones: Readonly<Record<string, Tone>> = { get: "info", post: "accent", patch: "warning", delete: "danger" };

/** One operation: description, parameters, body, answers, and a command to try it. */
export function Operation({ method, path, operation, curl, schemas }: OperationProps) {
  const { parameters, requestBody, responses } = operation;
  const inUrl = parameterFields(parameters, "url");
  const headers = parameterFields(parameters, "header");
  const body = requestBody?.content["application/json"];
  return (
    <article
      id={operation.operationId}
      aria-labelledby={`${operation.operationId}-title`}
      className="grid scroll-mt-4 gap-4 rounded-lg border border-line bg-surface p-4 shadow-raised sm:p-6"
    >
      <header className="grid gap-1.5">
        <h3 id={`${operation.operationId}-title`} className="text-base font-semibold">
          {operation.summary}
        </h3>
        <p className="flex flex-wrap items-center gap-2 font-mono text-sm">
          <Badge tone={tones[method] ?? "neutral"}>{method.toUpperCase()}</Badge>
          {path}
        </p>
        {operation.description !== undefined && (
          <p className="max-w-prose text-sm text-muted">
            <Prose text={operation.description} />
          </p>
        )}
      </header>
      {inUrl.length > 0 && (
        <Part title="Parameters">
          <FieldList fields={inUrl} />
        </Part>
      )}
      {headers.length > 0 && (
        <Part title="Headers">
          <FieldList fields={headers} />
        </Part>
      )}
      {body && (
        <Part title={requestBody.required ? "Body" : "Body, optional"}>
          <SchemaFields schema={schemas[nameOf(body.schema.$ref ?? "")] ?? body.schema} />
        </Part>
      )}
      <Part title="Answers">
        <ul className="grid gap-3 text-sm">
          {Object.entries(responses).map(
            ([status, response]) =>
              !("$ref" in response) && (
                <li key={status}>
                  <Answer status={status} response={response} />
                </li>
              ),
          )}
        </ul>
        <Problems responses={responses} />
      </Part>
      <Part title="Try it">
        <pre className="rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">{curl}</pre>
      </Part>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h4 className="text-xs font-semibold tracking-wide text-muted uppercase">{title}</h4>
      {children}
    </section>
  );
}

function Answer({ status, response }: { readonly status: string; readonly response: OpenApiResponse }) {
  const schema = response.content?.["application/json"]?.schema;
  return (
    <div className="grid gap-1.5">
      <p>
        <Code>{status}</Code> {response.description}
      </p>
      {schema && <SchemaFields schema={schema} />}
    </div>
  );
}

/** The problems that an operation may answer with, each linked to its description. */
function Problems({ responses }: { readonly responses: OpenApiOperation["responses"] }) {
  const problems = Object.entries(responses).flatMap(([status, response]) =>
    "$ref" in response ? [{ status, kind: nameOf(response.$ref) }] : [],
  );
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
      {problems.map(({ status, kind }) => (
        <a key={status} href={`#${kind}`} className="underline underline-offset-2">
          {status} {kind}
        </a>
      ))}
    </p>
  );
}
