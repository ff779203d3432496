import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The named schemas of a document. Each is described once, and referred to by its name. */
export class SchemaComponents {
  readonly #schemas = new Map<string, JsonSchema>();

  /** All schemas that were added, sorted by name. */
  get schemas(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Adds a schema under a name, and gives a reference to it. Throws where another schema has the name. */
  add(name: string, schema: JsonSchema): JsonSchema {
    const known = this.#schemas.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`Two schemas are called ${name}`);
    this.#schemas.set(name, schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Adds a zod schema under the `id` of its meta, or else under this name. */
  addZod(name: string, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { id, ...described } = this.convert(schema, io);
    return this.add(typeof id === 'string' ? id : name, described);
  }

  /**
   * Converts a zod schema to JSON Schema in the dialect of OpenAPI 3.1. Objects stay open to fields that are added later.
   * Parts with an `id` in their meta become components of that name.
   */
  convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, {
      io,
      override: ({ jsonSchema: part }) => {
        if (part.additionalProperties === false) delete part.additionalProperties;
      },
    });
    const { $schema: _dialect, $defs: parts = {}, ...rest } = made;
    for (const [name, part] of Object.entries(parts)) {
      const { id: _id, ...described } = part;
      this.add(name, refersToComponents(described));
    }
    return refersToComponents(rest);
  }
}

/** The same schema, with references to the document's components instead of its own parts. */
function refersToComponents(schema: object): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
