import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Takes every body as text, so that a dialect can fail over a broken one in its own system's words. */
export function takeBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => {
    parsed(null, body);
  });
}

/** The body as JSON: none is `{}`. Not ok: text that is no JSON. */
export function readJsonBody(
  request: FastifyRequest,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (typeof request.body !== 'string' || request.body.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(request.body);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}
