/** Thrown where a provider cannot be used now. The message is for operators: it names addresses. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}
