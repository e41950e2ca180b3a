/** The door of OpenAI: chat completions that quote what was asked, after a while. */
import type { ServiceKind } from '../service.ts';
import { OPENAI_CONSTANTS } from './constants.ts';
import { rateLimited, serverError } from './errors.ts';
import { handle, operationOf } from './server.ts';
import { Model } from './service.ts';

export { OPENAI_API_KEY } from './constants.ts';
export { insufficientQuota, rateLimited, serverError } from './errors.ts';

export const openai: ServiceKind<typeof OPENAI_CONSTANTS> = {
  id: 'openai',
  role: 'openai',
  label: 'OpenAI',
  origins: ['https://api.openai.com'],
  constants: OPENAI_CONSTANTS,
  operation: operationOf,
  words: ['chat'],
  errorOf: (status) => (status === 429 ? rateLimited() : serverError(status)),
  create: (host) => {
    const model = new Model(host.random);
    return { handle: (request) => handle(host, model, request) };
  },
};
