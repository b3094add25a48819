import type { FormField, Product } from '../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { FieldProblem } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../base/errors.ts';

export type FormMethod = 'token' | 'password' | 'entered';

/**
 * The filled form of a way of signing in, with nothing in it but what the product asks for. Pasted tokens are cleaned of what comes along
 * with them; a password is taken as it is. Errors: `invalid` with one problem per field, `not-supported` where there is no such form.
 */
export function readForm(
  product: Product,
  method: FormMethod,
  given: Readonly<Record<string, string>>,
): Result<Record<string, string>> {
  const form = product.forms.find((one) => one.method === method);
  if (form === undefined) {
    return fail(
      plainError(
        'not-supported',
        `${product.name} does not offer this way of signing in.`,
        'Choose another way to sign in.',
      ),
    );
  }
  const values: Record<string, string> = {};
  const problems: FieldProblem[] = [];
  for (const field of form.fields) {
    const read = readField(field, method, given[field.id] ?? '');
    if (read.ok) values[field.id] = read.value;
    else if (read.error.kind === 'invalid') problems.push(...read.error.fields);
  }
  const [first] = problems;
  return first === undefined
    ? ok(values)
    : fail(invalidError(first.message, 'Enter it and try again.', problems));
}

function readField(field: FormField, method: FormMethod, given: string): Result<string> {
  const { id, label, kind, optional } = field;
  if (given.trim() === '') {
    if (optional || kind === 'switch') return ok('');
    const message = kind === 'secret' && method === 'token' ? 'There is no token.' : `${label} is missing.`;
    return fail(invalidError(message, '', [{ path: id, message }]));
  }
  if (kind !== 'secret') return ok(given.trim());
  return method === 'token' ? readPastedToken(given, id) : ok(given);
}

/**
 * Takes a token out of what people paste: quotes, `Bearer `, a whole header or assignment, line breaks of a terminal. The address of a
 * page is left as it is: its fragment may hold the tokens. `path`: the field that a problem is said of.
 */
export function readPastedToken(text: string, path = 'token'): Result<string> {
  if (/^https?:\/\//i.test(text.trim())) return ok(text.trim());
  const token = text
    .trim()
    .replace(/^(export\s+)?[A-Za-z_][\w-]*\s*[=:]\s*(?=\S)/, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/^Bearer(\s+|$)/i, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/\s+/g, '');
  const problem = (message: string) =>
    fail(invalidError(message, 'Copy the token again, whole, and paste it here.', [{ path, message }]));
  if (token === '') return problem('There is no token.');
  // Anything else can't be sent in a header, so it is not a token.
  if (!/^[\x21-\x7e]+$/.test(token)) return problem('This contains characters that no token has.');
  return ok(token);
}
