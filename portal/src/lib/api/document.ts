/** A typed operation, as `graphql()` makes it: its text, and what it takes and answers. */
export interface Document<Data, Variables> {
  toString(): string;
  /** Nothing at run time: it carries the types. */
  __apiType?: (variables: Variables) => Data;
}
