import { z } from 'zod';
import { errorOutput, namedShapes, outputSchemas } from './output-schemas.ts';

/** docs/command-line.schema.json: what --json prints, by command, and what it prints of an error. A line each, so that a change shows. */
export function outputSchema(): string {
  const names = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(namedShapes)) names.add(shape, { id });
  const { $schema, properties, $defs } = z.toJSONSchema(z.object({ ...outputSchemas, error: errorOutput }), {
    metadata: names,
    reused: 'ref',
    override({ jsonSchema }) {
      // A later version may add fields.
      delete jsonSchema.additionalProperties;
    },
  });
  const { error, ...commands } = properties ?? {};
  const parts = [
    ['$schema', JSON.stringify($schema)],
    ['title', JSON.stringify('What steward --json prints, by command')],
    ['commands', lineEach(commands)],
    ['error', JSON.stringify(error)],
    ['$defs', lineEach($defs ?? {})],
  ];
  return `{\n${parts.map(([name, text]) => `  ${JSON.stringify(name)}: ${text}`).join(',\n')}\n}\n`;
}

const lineEach = (entries: object): string => {
  const lines = Object.entries(entries).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n  }`;
};
