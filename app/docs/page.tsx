import type { Metadata } from "next";
import { BrandMark } from "#app/_shell/brand.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { app } from "#lib/app.ts";
import { curlOf } from "./curl.ts";
import { Introduction } from "./introduction.tsx";
import { Operation } from "./operation.tsx";
import { type OperationGroup, operationGroups } from "./operation-groups.ts";
import { Errors, Objects } from "./reference.tsx";

export const metadata: Metadata = { title: "API" };

/** The API for people: the same document that `/api/openapi.json` is for programs. */
export default function DocsPage() {
  const serverUrl = app().env.APP_URL;
  const document = openApiDocument(serverUrl);
  const groups = operationGroups(document);
  return (
    <main id="main" className="mx-auto grid max-w-4xl gap-10 px-3 py-6 sm:px-6 sm:py-10">
      <header className="grid gap-5">
        <Link href="/" className="inline-flex min-h-11 items-center gap-2.5 justify-self-start text-lg font-semibold">
          <BrandMark />
          Tidy
        </Link>
        <h1 className="text-xl font-semibold">API</h1>
        <Introduction serverUrl={serverUrl} />
        <Contents groups={groups} />
      </header>
      {groups.map(({ tag, title, operations }) => (
        <section key={tag} aria-labelledby={`tag-${tag}`} className="grid gap-4">
          <h2 id={`tag-${tag}`} className="text-lg font-semibold">
            {title}
          </h2>
          {operations.map((each) => (
            <Operation
              key={each.operation.operationId}
              {...each}
              schemas={document.components.schemas}
              curl={curlOf(serverUrl, each.method, each.path, each.operation)}
            />
          ))}
        </section>
      ))}
      <Objects schemas={document.components.schemas} />
      <Errors responses={document.components.responses} />
    </main>
  );
}

function Contents({ groups }: { readonly groups: readonly OperationGroup[] }) {
  return (
    <nav aria-label="Operations" className="grid gap-4 sm:grid-cols-2">
      {groups.map(({ tag, title, operations }) => (
        <div key={tag} className="grid content-start gap-1">
          <p className="text-sm font-semibold">{title}</p>
          <ul className="text-sm">
            {operations.map(({ operation: { operationId, summary } }) => (
              <li key={operationId}>
                <a href={`#${operationId}`} className="inline-block py-1 text-accent underline underline-offset-2">
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
