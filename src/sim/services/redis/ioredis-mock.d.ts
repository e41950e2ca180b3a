/** The little of ioredis-mock that `mock.ts` uses: its store, its commands, and its way to look at replies. */
declare module 'ioredis-mock' {
  type MockValue =
    | string
    | string[]
    | Set<string>
    | Map<string, { score: number; value: string }>
    | Record<string, string>;

  interface MockData {
    clear(): void;
    delete(key: string): void;
    /** A copy. */
    get(key: string): MockValue | undefined;
    has(key: string): boolean;
    /** With the prefix. */
    keys(): string[];
    set(key: string, value: MockValue): void;
  }

  export default class RedisMock {
    static readonly Command: { setReplyTransformer(command: string, transform: (reply: unknown) => unknown): void };
    readonly data: MockData;
    constructor(options: { lazyConnect: boolean; keyPrefix: string });
    append(...args: string[]): Promise<unknown>;
    hdel(...args: string[]): Promise<unknown>;
    lpop(...args: string[]): Promise<unknown>;
    lpush(...args: string[]): Promise<unknown>;
    rpop(...args: string[]): Promise<unknown>;
    sadd(...args: string[]): Promise<unknown>;
    sismember(...args: string[]): Promise<unknown>;
    smembers(...args: string[]): Promise<unknown>;
    srem(...args: string[]): Promise<unknown>;
  }
}
