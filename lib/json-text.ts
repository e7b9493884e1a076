/** JSON as text that goes to the client as it is; `Value` is what it holds. A test holds the two together. */
export class JsonText<Value> {
  readonly text: string;
  /** For the compiler only. */
  declare readonly value: Value;

  constructor(text: string) {
    this.text = text;
  }
}
