import type { FastifyInstance, FastifyRequest } from 'fastify';
import { done, refuse, type Outcome } from './outcome.ts';

/**
 * Takes every body as text: the dialect reads it itself, so that it fails as the real server fails and not
 * as this HTTP framework would.
 */
export function takeBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => {
    parsed(null, body);
  });
}

/** What the body parser of the real server takes for JSON: its own list, without every other type that names JSON. */
const jsonTypes = new Set([
  'application/json',
  'application/json-patch+json',
  'application/vnd.api+json',
  'application/csp-report',
]);

/** JSON as the real server reads it: none, or of another type, is `{}`; broken JSON or a bare value its generic 500. */
export function readJson(request: FastifyRequest): Outcome<unknown> {
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  const isJson = jsonTypes.has(mediaType.trim().toLowerCase());
  if (!isJson || typeof request.body !== 'string' || request.body.trim() === '') return done({});
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null ? done(value) : refuse.unexpected();
  } catch {
    return refuse.unexpected();
  }
}
