/**
 * A stand-in for everything that the batching logic talks to: a `fetch` that answers at once from memory, in the
 * shapes that the real clients want, and keeps every request. It knows no time: nothing expires, nothing is delivered.
 * What a test wants to fail, it refuses by a rule of its own, which is asked before the stand-in answers.
 */
export type FakeService = 'redis' | 'qstash' | 'firestore' | 'openai' | 'messenger';

export interface FakeCall {
  readonly service: FakeService;
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, parsed; undefined where there is none. */
  readonly body: unknown;
  /** What is asked, in a word: `set`, `rpush`, `publish`, `batchGet`, `chat`, `send`. */
  readonly operation: string;
}

/** Answers in the stand-in's place, or throws as `fetch` does where the network fails. */
export type Rule = (call: FakeCall) => Response | undefined;

export interface Published {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface FakeWire {
  readonly fetch: typeof fetch;
  readonly calls: readonly FakeCall[];
  readonly redis: { readonly strings: Map<string, string>; readonly lists: Map<string, readonly string[]> };
  /** Accepted publishes; a second one under a known id is answered `deduplicated` and is not among them. */
  readonly published: readonly Published[];
  readonly sent: readonly { readonly user: string; readonly text: string }[];
  /** The conversation as Firestore holds it. */
  readonly history: (user: string) => readonly string[];
  readonly setHistory: (user: string, entries: readonly (readonly [role: string, content: string])[]) => void;
  readonly rules: Rule[];
  readonly operations: (service: FakeService) => readonly string[];
}

type Plain = Readonly<Record<string, unknown>>;

const HOSTS: ReadonlyMap<string, FakeService> = new Map([
  ['redis.upstash.example', 'redis'],
  ['qstash.upstash.io', 'qstash'],
  ['firestore.googleapis.com', 'firestore'],
  ['api.openai.com', 'openai'],
  ['graph.facebook.com', 'messenger'],
]);
const NOW = '2025-11-28T00:00:00.000000Z';
const DOCUMENTS = 'projects/chatbot-example/databases/(default)/documents';

function plain(value: unknown): Plain {
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return { ...value };
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

/** A command as the wire has it: all words as texts; the first one of several. */
export function commandOf(call: FakeCall): readonly string[] {
  return commandsOf(call)[0] ?? [];
}

/** All commands of a pipeline or a transaction, in their order. */
export function commandsOf({ body, url }: FakeCall): readonly (readonly string[])[] {
  return (hasSeveral(url) ? listOf(body) : [body]).map((command) => listOf(command).map(String));
}

function hasSeveral(url: string): boolean {
  return url.endsWith('/pipeline') || url.endsWith('/multi-exec');
}

function operationOf(service: FakeService, url: string, body: unknown): string {
  switch (service) {
    case 'redis': {
      const first = hasSeveral(url) ? listOf(listOf(body)[0])[0] : listOf(body)[0];
      return `${url.endsWith('/multi-exec') ? 'multi ' : ''}${String(first).toLowerCase()}`;
    }
    case 'qstash':
      return 'publish';
    case 'firestore':
      return /:(\w+)(?:\?|$)/.exec(url)?.[1] ?? url;
    case 'openai':
      return 'chat';
    case 'messenger':
      return 'send';
  }
}

async function callOf(request: Request): Promise<FakeCall> {
  const service = HOSTS.get(new URL(request.url).host);
  if (service === undefined) throw new TypeError(`fetch failed: nobody at ${request.url}`);
  const text = await request.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  return { service, method, url, headers, body, operation: operationOf(service, url, body) };
}

export function makeFakeWire(): FakeWire {
  const strings = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const documents = new Map<string, Plain>();
  const calls: FakeCall[] = [];
  const published: Published[] = [];
  const sent: { user: string; text: string }[] = [];
  const rules: Rule[] = [];

  const answers: Readonly<Record<FakeService, (call: FakeCall) => Response>> = {
    redis: (call) => answerRedis(call, strings, lists),
    qstash: (call) => answerPublish(call, published),
    firestore: (call) => answerFirestore(call, documents),
    openai: answerChat,
    messenger: (call) => answerSend(call, sent),
  };

  return {
    calls,
    published,
    sent,
    rules,
    redis: { strings, lists },
    fetch: async (input, init) => {
      const call = await callOf(new Request(input, init));
      calls.push(call);
      for (const rule of rules) {
        const refused = rule(call);
        if (refused !== undefined) return refused;
      }
      return answers[call.service](call);
    },
    history: (user) => readHistory(documents.get(documentName(user))),
    setHistory: (user, entries) => {
      documents.set(documentName(user), historyFields(entries));
    },
    operations: (service) => calls.filter((call) => call.service === service).map(({ operation }) => operation),
  };
}

function answerRedis(call: FakeCall, strings: Map<string, string>, lists: Map<string, readonly string[]>): Response {
  const run = (command: unknown): unknown => ({ result: runCommand(listOf(command).map(String), strings, lists) });
  return Response.json(hasSeveral(call.url) ? listOf(call.body).map(run) : run(call.body));
}

/** All strings but OK come back in base64, as the client asks for. */
function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function runCommand(
  [name = '', key = '', ...rest]: readonly string[],
  strings: Map<string, string>,
  lists: Map<string, readonly string[]>,
): unknown {
  switch (name.toLowerCase()) {
    case 'rpush':
      lists.set(key, [...(lists.get(key) ?? []), ...rest]);
      return lists.get(key)?.length;
    case 'lpush':
      lists.set(key, [...rest.toReversed(), ...(lists.get(key) ?? [])]);
      return lists.get(key)?.length;
    case 'ping':
      return 'PONG';
    case 'get': {
      const value = strings.get(key);
      return value === undefined ? null : base64(value);
    }
    case 'incr':
      strings.set(key, String(Number(strings.get(key) ?? 0) + 1));
      return Number(strings.get(key));
    case 'pexpire':
      return Number(strings.has(key) || lists.has(key));
    case 'lrange':
      return (lists.get(key) ?? []).map(base64);
    case 'del':
      return Number(strings.delete(key)) + Number(lists.delete(key));
    case 'set':
      if (rest.includes('nx') && strings.has(key)) return rest.includes('get') ? base64(strings.get(key) ?? '') : null;
      strings.set(key, rest[0] ?? '');
      return rest.includes('get') ? null : 'OK';
    default:
      throw new Error(`the stand-in does not know ${name}`);
  }
}

function answerPublish({ url, headers, body }: FakeCall, published: Published[]): Response {
  const id = headers['upstash-deduplication-id'];
  const known = published.findIndex((earlier) => earlier.headers['upstash-deduplication-id'] === id);
  if (known !== -1) return Response.json({ messageId: `msg_${known}`, deduplicated: true }, { status: 202 });
  published.push({ url: url.slice(url.indexOf('/v2/publish/') + '/v2/publish/'.length), headers, body });
  return Response.json({ messageId: `msg_${published.length - 1}` }, { status: 201 });
}

function documentName(user: string): string {
  return `${DOCUMENTS}/conversations/${user}`;
}

function answerFirestore({ operation, body }: FakeCall, documents: Map<string, Plain>): Response {
  if (operation === 'batchGet') {
    const names = listOf(plain(body)['documents']).map(String);
    return Response.json(
      names.map((name) => {
        const fields = documents.get(name);
        if (fields === undefined) return { missing: name, readTime: NOW };
        return { found: { name, fields, createTime: NOW, updateTime: NOW }, readTime: NOW };
      }),
    );
  }
  const writes = listOf(plain(body)['writes']).map(plain);
  for (const { update } of writes) {
    const { name, fields } = plain(update);
    documents.set(String(name), plain(fields));
  }
  return Response.json({ writeResults: writes.map(() => ({ updateTime: NOW })), commitTime: NOW });
}

function historyFields(entries: readonly (readonly [string, string])[]): Plain {
  const values = entries.map(([role, content]) => ({
    mapValue: { fields: { role: { stringValue: role }, content: { stringValue: content } } },
  }));
  return { history: { arrayValue: { values } } };
}

/** Each entry as `role: content`. */
function readHistory(document: Plain | undefined): readonly string[] {
  if (document === undefined) return [];
  const { values } = plain(plain(plain(document)['history'])['arrayValue']);
  return listOf(values ?? []).map((value) => {
    const { role, content } = plain(plain(plain(value)['mapValue'])['fields']);
    return `${String(plain(role)['stringValue'])}: ${String(plain(content)['stringValue'])}`;
  });
}

/** What the model is asked: each message as `role: content`. */
export function askedOf({ body }: FakeCall): readonly string[] {
  return listOf(plain(body)['messages']).map((message) => {
    const { role, content } = plain(message);
    return `${String(role)}: ${String(content)}`;
  });
}

function answerChat(call: FakeCall): Response {
  const content = `re ${(askedOf(call).at(-1) ?? '').replace(/^user: /, '')}`;
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
  return Response.json({ id: 'chatcmpl-1', object: 'chat.completion', created: 0, model: 'gpt-4o', choices });
}

function answerSend({ body }: FakeCall, sent: { user: string; text: string }[]): Response {
  const { recipient, message } = plain(body);
  const user = String(plain(recipient)['id']);
  sent.push({ user, text: String(plain(message)['text']) });
  return Response.json({ recipient_id: user, message_id: `m_reply_${sent.length}` });
}
