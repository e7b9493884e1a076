const brand = Symbol.for("tidy.JsonText");

/** JSON as text that goes to the client as it is; `Value` is the type of its content. A test holds the two together. */
export class JsonText<Value> {
  readonly [brand] = true;
  readonly text: string;
  /** For the compiler only. */
  declare readonly value: Value;

  /** Next bundles instrumentation and routes apart: a route meets texts that another copy of this class made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  constructor(text: string) {
    this.text = text;
  }
}
