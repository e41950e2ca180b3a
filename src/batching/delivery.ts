/** A request of QStash: its body, once its signature is believed. */
import type { Context } from './context.ts';
import { print } from './log-lines/index.ts';
import { destination } from './trigger.ts';

export type Delivery =
  | { readonly kind: 'accepted'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly response: Response };

export async function readDelivery(request: Request, path: string, context: Context): Promise<Delivery> {
  const rawBody = await request.text();
  if (context.settings.verifyQstash) {
    try {
      await verify(request, rawBody, path, context);
    } catch (error) {
      if (context.settings.unverified === 'refuse') {
        print('delivery-refused', { error });
        return { kind: 'refused', response: Response.json({ error: 'Invalid signature' }, { status: 401 }) };
      }
      print('delivery-unverified', { error });
    }
  }
  return { kind: 'accepted', body: JSON.parse(rawBody) };
}

/** Throws where the signature is missing, is not QStash's, is for another call, or is not valid now by this clock. */
async function verify(request: Request, body: string, path: string, { clients, settings }: Context): Promise<void> {
  const signature = request.headers.get('upstash-signature') ?? '';
  const clockTolerance = settings.signatureToleranceS;
  await clients.receiver().verify({ signature, body, url: destination(path), clockTolerance });
}
