import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * Judges a body as it was sent. Fastify's own judge makes a form's texts into the numbers and lists that a schema asks
 * for, and so would make a list of one answer into a text, and a wiped answer into an empty one.
 */
export const asSent: FastifySchemaCompiler<TSchema> = ({ schema }) => {
  const compiled = Compile(schema);
  return (value: unknown) =>
    (compiled.Check(value) ? { value } : { error: new Error('not of the shape that was asked') });
};
