export { SignInResolver } from './sign-in.resolver.ts';
export { signIn } from './sign-in.ts';
export { signUp } from './sign-up.ts';
