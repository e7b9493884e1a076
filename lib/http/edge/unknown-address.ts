import { DomainError } from "#lib/errors.ts";
import { route } from "../route.ts";

/** Answers for an address below `/api` that nothing else has, so that a client of the API never gets a page. */
export const unknownAddress = route({
  summary: "An address that does not exist",
  access: "public",
  async handle() {
    throw new DomainError("not-found", "There is nothing at this address. See /docs for what there is.");
  },
});
