import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

interface Listening {
  listen(at: { port: number; host: string }): Promise<string>;
}

/** Listens where the settings say, and answers the URL. PRECONDITION_FAILED, by their names, where that cannot be. */
export async function listen(app: Listening, { port, host }: Config): Promise<string> {
  try {
    return await app.listen({ port, host });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('PRECONDITION_FAILED', `PORT ${port} of HOST ${host} cannot be listened on: ${reason}`, {
      cause,
    });
  }
}
