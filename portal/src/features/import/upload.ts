import { ApiError } from '@/lib/api';
import type { ImportSource } from './read-file';

/** How much of the file has gone out; the server takes it only as fast as it goes through the rows. */
export interface Progress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

interface Upload {
  source: ImportSource;
  mode: 'plan' | 'apply';
  onProgress: (progress: Progress) => void;
  signal?: AbortSignal;
}

interface Answer {
  readonly id?: string;
  readonly errors?: readonly ConstructorParameters<typeof ApiError>[0][];
}

/** Sends a file through the import, which may take minutes; answers the id of its report. Throws ApiError. */
export function upload({ source, mode, onProgress, signal }: Upload): Promise<string> {
  return new Promise((resolve, reject) => {
    // `fetch` tells nothing of how far it is.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/imports/users?format=${source.format}&mode=${mode}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress({ sentBytes: loaded, totalBytes: total });
    request.onload = () => {
      const { id, errors } = (request.response ?? {}) as Answer;
      if (id !== undefined) resolve(id);
      else reject(new ApiError(errors?.[0] ?? { message: 'The server gave no answer.' }));
    };
    request.onerror = () => reject(brokenOff('The connection broke off before the end of the file.'));
    request.onabort = () => reject(brokenOff('It was stopped.'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(source.body);
  });
}

function brokenOff(message: string): ApiError {
  return new ApiError({ message, extensions: { code: 'OFFLINE' } });
}
