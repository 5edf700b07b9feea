import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What is wrong with a script, and where.' })
export class Diagnostic {
  @Field(() => Int, { description: 'From 1.' })
  line: number;

  @Field(() => Int, { description: 'From 1, in UTF-16 units.' })
  column: number;

  @Field(() => String, { description: 'What to do about it.' })
  message: string;

  @Field(() => String, {
    description:
      "TypeScript's own code (`TS2322`), or `IMPORT`, `DEFAULT_EXPORT`, `SYNTAX`, `TOO_COMPLEX`, `TOO_LONG`.",
  })
  code: string;
}
