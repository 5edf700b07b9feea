/** Words that lists of leaked passwords begin with. Lower case; each also stands for itself with digits around it. */
export const COMMON_PASSWORD_WORDS: readonly string[] = [
  ...[
    'password',
    'passwort',
    'passphrase',
    'passw',
    'letmein',
    'welcome',
    'changeme',
    'default',
    'temporary',
    'secret',
  ],
  ...['admin', 'administrator', 'root', 'login', 'guest', 'user', 'test', 'demo', 'access', 'company', 'office'],
  ...['qwerty', 'qwertz', 'azerty', 'asdfgh', 'zxcvbn', '1q2w3e', '1qaz2wsx', 'qazwsx', 'abc123', '123456', '654321'],
  ...['iloveyou', 'lovely', 'sunshine', 'princess', 'monkey', 'dragon', 'master', 'shadow', 'freedom', 'whatever'],
  ...['football', 'baseball', 'basketball', 'hockey', 'soccer', 'superman', 'batman', 'starwars', 'pokemon', 'ninja'],
  ...['michael', 'jennifer', 'jordan', 'hunter', 'charlie', 'daniel', 'thomas', 'jessica', 'michelle', 'ashley'],
  ...['summer', 'winter', 'spring', 'autumn', 'january', 'monday', 'hello', 'computer', 'internet', 'samsung'],
  ...['trustno', 'mustang', 'corvette', 'mercedes', 'ferrari', 'cookie', 'chocolate', 'banana', 'flower', 'butterfly'],
  'joinery',
];

/** Rows of keyboards and the alphabet, closed where fingers go round. */
export const KEYBOARD_RUNS: readonly string[] = [
  '12345678901',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];
