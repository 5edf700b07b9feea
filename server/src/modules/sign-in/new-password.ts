import { invalidField } from '../../errors.ts';
import { checkPasswordStrength } from '../../platform/crypto/index.ts';

interface PasswordOwner {
  email: string;
  firstName: string;
  lastName: string;
}

/** Throws INVALID_INPUT naming `path` for a password that is too short, or easily guessed of this person. */
export function requireStrongPassword(
  path: string,
  password: string,
  { email, firstName, lastName }: PasswordOwner,
): void {
  const weakness = checkPasswordStrength(password, { email, words: [firstName, lastName] });
  if (weakness) throw invalidField(path, weakness);
}
