import type { FormField, Product } from '../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { FieldProblem } from '../../src-preload/contract/result.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { signInText as text } from './text.ts';

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
    return fail(errorFrom('not-supported', text.formNotOffered(product.name)));
  }
  const values: Record<string, string> = {};
  const problems: FieldProblem[] = [];
  for (const field of form.fields) {
    const read = readField(field, method, given[field.id] ?? '');
    if (read.ok) values[field.id] = read.value;
    else if (read.error.kind === 'invalid') problems.push(...read.error.fields);
  }
  const [first] = problems;
  return first === undefined ? ok(values) : fail(invalidError(first.message, text.enterIt, problems));
}

function readField(field: FormField, method: FormMethod, given: string): Result<string> {
  const { id, label, kind, optional } = field;
  if (given.trim() === '') {
    if (optional || kind === 'switch') return ok('');
    const message = kind === 'secret' && method === 'token' ? text.tokenMissing : text.fieldMissing(label);
    return fail(invalidError(message, '', [{ path: id, message }]));
  }
  if (kind !== 'secret') return ok(given.trim());
  return method === 'token' ? readPastedToken(given, id) : ok(given);
}

/**
 * Takes a token out of what people paste: quotes, `Bearer `, a whole header or assignment, line breaks of a terminal. The address of a
 * page is left as it is: its fragment may hold the tokens. `path`: the field that a problem is said of.
 */
export function readPastedToken(pasted: string, path = 'token'): Result<string> {
  if (/^https?:\/\//i.test(pasted.trim())) return ok(pasted.trim());
  const token = pasted
    .trim()
    .replace(/^(export\s+)?[A-Za-z_][\w-]*\s*[=:]\s*(?=\S)/, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/^Bearer(\s+|$)/i, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/\s+/g, '');
  const problem = (message: string) => fail(invalidError(message, text.copyTokenAgain, [{ path, message }]));
  if (token === '') return problem(text.tokenMissing);
  // Anything else can't be sent in a header, so it is not a token.
  if (!/^[\x21-\x7e]+$/.test(token)) return problem(text.tokenMalformed);
  return ok(token);
}
